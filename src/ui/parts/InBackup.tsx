import { useEffect, useState } from 'preact/hooks';
import type { AssetId } from '../../domain/ids';
import { lastBackup, notBackedUp, sinceBackup } from '../../state/backup';
import { formatDateTime, plural } from '../../text/format';

interface InBackupProps {
  /** What would be lost; null is everything. */
  ids: readonly AssetId[] | null;
}

/** Says whether a backup has what is about to go for good. */
export function InBackup({ ids }: InBackupProps) {
  const last = lastBackup.value;
  const [counted, setCounted] = useState<number>();
  useEffect(() => {
    if (last && ids) void notBackedUp(last, ids).then(setCounted);
  }, [last, ids]);
  if (last === undefined) return null;
  if (last === null) return <>No backup has {ids?.length === 1 ? 'it' : 'them'}.</>;
  const missing = ids === null ? sinceBackup.value.assets + last.failures : counted;
  if (missing === undefined) return null;
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
