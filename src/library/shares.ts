import type { ShareId } from '../domain/ids';
import type { Share } from '../domain/share';
import { announce } from './changes';
import type { Library } from './db';

/** Every share, the last made first. */
export async function allShares({ db }: Library): Promise<Share[]> {
  return (await db.shares.toArray()).sort((a, b) => b.createdAt - a.createdAt || (b.id < a.id ? -1 : 1));
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
