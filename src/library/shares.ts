import type { ShareId } from '../domain/ids';
import type { Share } from '../domain/share';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import { idsFor } from './order';

/** Every share, the last made first. */
export async function allShares(library: Library): Promise<Share[]> {
  const { db } = inside(library);
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
  library: Library,
  id: ShareId,
  change: (share: Share) => Share,
): Promise<Share | undefined> {
  const { db } = inside(library);
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
export async function newShareId(library: Library): Promise<ShareId> {
  const { db } = inside(library);
  return (await idsFor<ShareId>(db.shares))();
}

/** A share as it is now; undefined where it is gone. */
export async function getShare(library: Library, id: ShareId): Promise<Share | undefined> {
  const { db } = inside(library);
  const row = await db.shares.get(id);
  return row && complete(row);
}

/**
 * Keeps a share, in the place of one that it goes on with.
 * @param over gives what is kept, from the one that is there by now
 * @returns the share as it is kept
 */
export async function putShare(
  library: Library,
  share: Share,
  over: (before: Share) => Share = () => share,
): Promise<Share> {
  const { db } = inside(library);
  const kept = await db.transaction('rw', db.shares, async () => {
    const before = await db.shares.get(share.id);
    const kept = before ? over(complete(before)) : share;
    await db.shares.put(kept);
    return kept;
  });
  announce({ shares: true });
  return kept;
}

/**
 * Takes the rows of shares away; what was sent is not touched.
 * @param mayGo whether a share as it is now is still meant: another tab may have shared it anew
 * @returns which are gone, also before
 */
export async function deleteShares(
  library: Library,
  ids: readonly ShareId[],
  mayGo: (share: Share) => boolean = () => true,
): Promise<ShareId[]> {
  const { db } = inside(library);
  const gone = await db.transaction('rw', db.shares, async () => {
    const rows = await db.shares.bulkGet([...ids]);
    const gone = ids.filter((_, i) => {
      const row = rows[i];
      return !row || mayGo(complete(row));
    });
    await db.shares.bulkDelete(gone);
    return gone;
  });
  announce({ shares: true });
  return gone;
}
