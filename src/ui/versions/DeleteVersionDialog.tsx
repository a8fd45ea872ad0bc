import type { Version } from '../../domain/asset';
import { Dialog } from '../../kit/Dialog';
import { formatDateTime } from '../../kit/format';
import { OkCancel } from '../../kit/OkCancel';
import { dropVersion } from '../../views/catalogue';
import { closeDialog } from '../../views/dialogs';

interface DeleteVersionDialogProps {
  version: Version;
  isCurrent: boolean;
}

/** Dialog "Delete version {number}?": says which file that is, and what becomes current. */
export function DeleteVersionDialog({ version, isCurrent }: DeleteVersionDialogProps) {
  return (
    <Dialog
      title={`Delete version ${version.number}?`}
      onClose={closeDialog}
      foot={
        <OkCancel
          onCancel={closeDialog}
          onOk={() => {
            closeDialog();
            void dropVersion(version.id, version.number);
          }}
        />
      }
    >
      <p>
        {version.fileName}, added {formatDateTime(version.createdAt)}. It can be had back with Undo.
        {isCurrent && ' It is the current version: the newest of the others takes its place.'}
      </p>
    </Dialog>
  );
}
