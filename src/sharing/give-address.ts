import type { Share } from '../domain/share';
import { readLink, writeLink } from '../domain/share-link';
import { changeShare } from '../library/shares';
import { replaceDialog } from '../state/dialogs';
import { library } from '../state/library';
import { servedAt } from './served-at';

/** "Already uploaded": where the file was put; the link is made of it. @returns what is wrong with the address */
export async function giveAddress(share: Share, address: string): Promise<string | undefined> {
  const url = address.trim();
  const link = writeLink(servedAt(), { carrier: 'url', key: share.key, bytes: share.bytes, url });
  const read = readLink(new URL(link).hash);
  if (typeof read !== 'object') return 'This is no address that can be fetched: it begins with https://.';
  // Only for the file that it was made for: another tab may have made another.
  const changed = await changeShare(library(), share.id, (row) =>
    row.createdAt === share.createdAt ? { ...row, link } : row,
  );
  if (!changed) return 'This share was taken off the list.';
  replaceDialog({ type: 'shared', share: changed });
  return undefined;
}
