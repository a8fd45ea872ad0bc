import type { Version } from '../../domain/asset';
import { deleteVersion } from '../../flows/versions';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { closeDialog } from '../../state/dialogs';
import { formatDateTime } from '../../text/format';

interface DeleteVersionDialogProps {
  version: Version;
  isCurrent: boolean;
}

/** Dialog "Delete version {number}?": says which file that is, and what becomes current. */
export function DeleteVersionDialog({ version, isCurrent }: DeleteVersionDialogProps) {
  return (
    <ConfirmDialog
      title={`Delete version ${version.number}?`}
      onClose={closeDialog}
      onOk={() => void deleteVersion(version.id, version.number)}
    >
      <p>
        {version.fileName}, added {formatDateTime(version.createdAt)}. It can be had back with Undo.
        {isCurrent && ' It is the current version: the newest of the others takes its place.'}
      </p>
    </ConfirmDialog>
  );
}
