import type { AssetId } from '../../domain/ids';
import { lastBackup, sinceBackup } from '../../state/backup';
import { formatDateTime, plural } from '../../text/format';

interface InBackupProps {
  /** What would be lost; null is everything. */
  ids: readonly AssetId[] | null;
}

/** Says whether a backup has what is about to go for good. */
export function InBackup({ ids }: InBackupProps) {
  const last = lastBackup.value;
  if (last === undefined) return null;
  if (last === null) return <>No backup has {ids?.length === 1 ? 'it' : 'them'}.</>;
  const since = new Set(sinceBackup.value.assetIds);
  const missing = ids === null ? since.size + last.failures : ids.filter((id) => since.has(id)).length;
  const when = formatDateTime(last.at);
  if (missing === 0)
    return (
      <>
        The backup of {when} has {ids?.length === 1 ? 'it' : 'all of them'}.
      </>
    );
  if (ids?.length === 1) return <>It is not in the backup of {when}.</>;
  return (
    <>
      {plural(missing, 'asset')} of them {missing === 1 ? 'is' : 'are'} not in the backup of {when}.
    </>
  );
}
