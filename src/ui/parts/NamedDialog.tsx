import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { typedInto } from '../../kit/unsaved';
import { closeDialog } from '../../state/dialogs';

interface NamedDialogProps {
  title: string;
  isNew: boolean;
  /** As it was; "" where it is new. */
  before: string;
  name: string;
  onName: (name: string) => void;
  /** Why this name will not do. */
  problem?: string | undefined;
  /** Whether something besides the name was chosen. */
  chosen: boolean;
  /** Does it, and closes the dialog where it was done. */
  save: (name: string) => Promise<void>;
  /** What is chosen besides the name. */
  children: ComponentChildren;
}

/** A dialog that makes or changes something with a name: a category, a collection. */
export function NamedDialog({ title, isNew, before, name, onName, problem, chosen, save, children }: NamedDialogProps) {
  const [working, setWorking] = useState(false);
  const input = useId();
  const wanted = name.trim();
  const blocked = wanted === '' || problem !== undefined || working;
  const done = async () => {
    if (blocked) return;
    setWorking(true);
    await save(wanted);
    setWorking(false);
  };
  return (
    <Dialog
      title={title}
      changed={name !== before || chosen}
      words={typedInto([['Name', before, name]])}
      onClose={closeDialog}
      foot={
        <>
          <LeaveButton />
          <Button look="main" disabled={blocked} onClick={() => void done()}>
            {isNew ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void done();
        }}
      >
        <label class="label" for={input}>
          Name
        </label>
        <input
          class="text-field"
          id={input}
          value={name}
          maxLength={200}
          onInput={(event) => onName(event.currentTarget.value)}
        />
        {problem && (
          <p class="field-problem" role="alert">
            {problem}
          </p>
        )}
        {children}
      </form>
    </Dialog>
  );
}
