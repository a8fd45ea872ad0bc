import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import type { Words } from '../../kit/unsaved';
import { closeDialog } from '../../state/dialogs';

interface FormDialogProps {
  title: string;
  class?: string;
  changed: boolean;
  words?: Words;
  /** What is said beside the buttons. */
  status?: string;
  statusClass?: string;
  /** What its main button is called. */
  button: string;
  /** Whether it cannot be done as it is. */
  blocked?: boolean;
  /** Does it, and closes the dialog where it was done. */
  save: () => void | Promise<void>;
  /** Given what its main button does, for keys that do the same. */
  children: ComponentChildren | ((done: () => void) => ComponentChildren);
}

/** A dialog that is filled in: left, or done with its main button, which does one thing at a time. */
export function FormDialog({
  status,
  statusClass = '',
  button,
  blocked = false,
  save,
  children,
  ...dialog
}: FormDialogProps) {
  const [working, setWorking] = useState(false);
  const done = async () => {
    if (blocked || working) return;
    setWorking(true);
    await save();
    setWorking(false);
  };
  return (
    <Dialog
      {...dialog}
      onClose={closeDialog}
      foot={
        <>
          {status !== undefined && (
            <span class={`grow ${statusClass}`} role="status">
              {status}
            </span>
          )}
          <LeaveButton />
          <Button look="main" disabled={blocked} busy={working} onClick={() => void done()}>
            {button}
          </Button>
        </>
      }
    >
      {typeof children === 'function' ? children(() => void done()) : children}
    </Dialog>
  );
}
