import type { ComponentChildren } from 'preact';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface ConfirmDialogProps {
  /** The question. */
  title: string;
  onClose: () => void;
  /** What was asked about; the dialog is closed by then. */
  onOk: () => void;
  children: ComponentChildren;
}

/** Asks before something is taken away. */
export function ConfirmDialog({ title, onClose, onOk, children }: ConfirmDialogProps) {
  const confirm = () => {
    onClose();
    onOk();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="main" class="danger" onClick={confirm}>
            Ok
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
