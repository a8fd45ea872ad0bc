import type { ComponentChildren } from 'preact';
import { Line } from '../../kit/Line';
import { typedInto } from '../../kit/unsaved';
import { FormDialog } from './FormDialog';

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
  const wanted = name.trim();
  return (
    <FormDialog
      title={title}
      changed={name !== before || chosen}
      words={typedInto([['Name', before, name]])}
      button={isNew ? 'Add' : 'Save'}
      blocked={wanted === '' || problem !== undefined}
      save={() => save(wanted)}
    >
      {(done) => (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            done();
          }}
        >
          <Line label="Name" value={name} onValue={onName} maxLength={200} problem={problem} />
          {children}
        </form>
      )}
    </FormDialog>
  );
}
