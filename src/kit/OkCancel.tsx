import { Button } from './Button';

interface OkCancelProps {
  onOk: () => void;
  onCancel: () => void;
}

/** The foot of a dialog that asks before something is taken away. */
export function OkCancel({ onOk, onCancel }: OkCancelProps) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button look="main" class="danger" onClick={onOk}>
        Ok
      </Button>
    </>
  );
}
