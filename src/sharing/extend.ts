import type { ShareId } from '../domain/ids';
import { makeShare } from './send';
import { shares } from './shares';

/** "Extend": a new package and a new link with another date; what was sent before stays as it is. */
export async function extendShare(id: ShareId, expiresAt: number, passphrase: string | null): Promise<void> {
  // As it is now: it may have changed while the dialog was open.
  const share = shares.peek()?.find((each) => each.id === id);
  if (!share) return;
  const { name, items, collectionId, to, comment, carrier, oneEach } = share;
  await makeShare({
    name: collectionId ? name : null,
    items,
    collectionId,
    to,
    comment,
    carrier,
    oneEach,
    expiresAt,
    passphrase,
    extends: share,
  });
}
