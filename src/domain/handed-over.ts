import { isReceiveFragment, readLink } from './share-link';

/** Where other apps hand files and links to the installed program (Web Share Target): taken by the service worker. */
export const SHARE_TARGET = 'share-target';
/** The cache in which handed-over files wait for the page that takes them. */
export const HANDED_OVER_CACHE = 'satchel-handed-over';
/** The header of a waiting file that has its name, percent-encoded. */
export const NAME_HEADER = 'X-Name';

/**
 * Which page is opened for what was handed over.
 * @param names of the files
 * @param texts that came with them: title, text and address, as apps like to mix them up
 * @returns a fragment: of a share's link, of the receiver's page for a package, else of the upload
 */
export function pageFor(names: readonly string[], texts: readonly string[]): string {
  for (const text of texts) {
    const [found] = /#\/receive\/\S+/.exec(text) ?? [];
    if (found && isReceiveFragment(found) && typeof readLink(found) === 'object') return found;
  }
  if (names.length > 0 && names.every((name) => /\.age$/i.test(name))) return '#/receive';
  return names.length > 0 ? '#/assets?do=take-files' : '#/assets';
}
