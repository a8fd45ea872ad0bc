import type { ShareId } from '../domain/ids';
import type { Share } from '../domain/share';
import { announce } from './changes';
import type { Library } from './db';
import { idsFor } from './order';

/** Every share, the last made first. */
export async function allShares({ db }: Library): Promise<Share[]> {
  return (await db.shares.toCollection().reverse().toArray()).map(complete);
}

/** Rows that were written before these were noted do not have them. */
const complete = (row: Share): Share => ({ ...{ place: null, undeleted: [] }, ...row });

/**
 * Changes a share as it is now, whatever another tab did to it meanwhile.
 * @param change gives the changed share
 * @returns the share as it is kept; undefined where it is gone
 */
export async function changeShare(
  { db }: Library,
  id: ShareId,
  change: (share: Share) => Share,
): Promise<Share | undefined> {
  const changed = await db.transaction('rw', db.shares, async () => {
    const row = await db.shares.get(id);
    if (!row) return undefined;
    const share = change(complete(row));
    await db.shares.put(share);
    return share;
  });
  if (changed) announce({ shares: true });
  return changed;
}

/** The id of a share that is about to be made. */
export async function newShareId({ db }: Library): Promise<ShareId> {
  return (await idsFor<ShareId>(db.shares))();
}

/** Keeps a share, new or changed. */
export async function putShare({ db }: Library, share: Share): Promise<void> {
  await db.shares.put(share);
  announce({ shares: true });
}

/** Takes the rows of shares away; what was sent is not touched. */
export async function deleteShares({ db }: Library, ids: readonly ShareId[]): Promise<void> {
  await db.shares.bulkDelete([...ids]);
  announce({ shares: true });
}
