import type { ShareId } from '../domain/ids';
import type { Share } from '../domain/share';
import { announce } from './changes';
import type { Library } from './db';
import { idsFor } from './order';

/** Every share, the last made first. */
export async function allShares({ db }: Library): Promise<Share[]> {
  return db.shares.toCollection().reverse().toArray();
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
