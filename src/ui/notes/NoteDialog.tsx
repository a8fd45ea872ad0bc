import { useEffect, useState } from 'preact/hooks';
import { titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { addNote } from '../../flows/notes';
import { Line } from '../../kit/Line';
import { assetsNow } from '../../state/assets';
import { closeDialogOf } from '../../state/dialogs';
import { plural } from '../../text/format';
import { FormDialog } from '../parts/FormDialog';

/** Dialog "Add note to {title}". */
export function NoteDialog({ ids }: { ids: readonly AssetId[] }) {
  const [title, setTitle] = useState<string>();
  const [text, setText] = useState('');
  useEffect(() => {
    void assetsNow(ids.slice(0, 1)).then(([asset]) => {
      setTitle(ids.length === 1 && asset ? titleOf(asset) : plural(ids.length, 'asset'));
    });
  }, []);
  if (title === undefined) return null;
  const empty = text.trim() === '';
  return (
    <FormDialog
      title={`Add note to ${title}`}
      changed={!empty}
      words={[['Note', text]]}
      button="Add"
      blocked={empty}
      save={async () => {
        if (await addNote(ids, text.trim())) closeDialogOf('note');
      }}
    >
      {(done) => (
        <Line
          label="Note"
          rows={5}
          value={text}
          onValue={setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done();
          }}
        />
      )}
    </FormDialog>
  );
}
