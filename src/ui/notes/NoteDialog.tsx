import { useEffect, useId, useState } from 'preact/hooks';
import { titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { addNote } from '../../flows/notes';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { assetsNow } from '../../state/assets';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { plural } from '../../text/format';

/** Dialog "Add note to {title}". */
export function NoteDialog({ ids }: { ids: readonly AssetId[] }) {
  const [title, setTitle] = useState<string>();
  const [text, setText] = useState('');
  const [working, setWorking] = useState(false);
  const id = useId();
  useEffect(() => {
    void assetsNow(ids.slice(0, 1)).then(([asset]) => {
      setTitle(ids.length === 1 && asset ? titleOf(asset) : plural(ids.length, 'asset'));
    });
  }, []);
  if (title === undefined) return null;
  const empty = text.trim() === '';
  const add = async () => {
    if (empty || working) return;
    setWorking(true);
    if (await addNote(ids, text.trim())) closeDialogOf('note');
    setWorking(false);
  };
  return (
    <Dialog
      title={`Add note to ${title}`}
      changed={!empty}
      words={[['Note', text]]}
      onClose={closeDialog}
      foot={
        <>
          <LeaveButton />
          <Button look="main" disabled={empty || working} onClick={() => void add()}>
            Add
          </Button>
        </>
      }
    >
      <label class="label" for={id}>
        Note
      </label>
      <textarea
        class="text-field"
        id={id}
        rows={5}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
        }}
      />
    </Dialog>
  );
}
