import * as v from 'valibot';
import { parsed } from './parsed';
import { isReceiveFragment, readLink } from './share-link';

/**
 * Where other apps hand files and links to the installed program (Web Share Target). The service worker takes whatever is posted
 * there, and any web page can post there too: so it only waits, and nothing is done with it before somebody was asked.
 */
export const SHARE_TARGET = 'share-target';
/** The cache in which it waits for the page that asks. */
export const HANDED_OVER_CACHE = 'satchel-handed-over';
/** What nobody answered is deleted after this. */
export const KEEP_HANDED_OVER_MS = 10 * 60 * 1000;

const handoverSchema = v.object({
  at: v.number(),
  /** The web page that it came from; null where the browser does not say: then it was an app, or a page that hides. */
  from: v.nullable(v.string()),
  /** A share's link that came with it, as a fragment. */
  link: v.nullable(v.string()),
  files: v.array(v.object({ name: v.string(), type: v.string(), bytes: v.number() })),
});

/** What waits, without its bytes. */
export type Handover = v.InferOutput<typeof handoverSchema>;

/** @returns undefined where it is none, or waited too long */
export function readHandover(value: unknown, now: number): Handover | undefined {
  const handover = parsed(handoverSchema, value);
  if (!handover) return undefined;
  const age = now - handover.at;
  // A clock that was set back counts as too old: nothing waits for ever.
  return age >= 0 && age <= KEEP_HANDED_OVER_MS ? handover : undefined;
}

/**
 * Which web page handed something over, as far as the browser says: `Origin` (Fetch standard, "append a request Origin header") or the
 * referrer.
 * @param own the program's own origin, which tells nothing
 */
export function senderOf(origin: string | null, referrer: string, own: string): string | null {
  for (const address of [origin, referrer]) {
    try {
      const { origin: sender, protocol } = new URL(address ?? '');
      if (/^https?:$/.test(protocol) && sender !== own) return sender;
    } catch {
      // "null", or nothing.
    }
  }
  return null;
}

/** A share's link among the texts that came: title, text and address, as apps like to mix them up. */
export function linkAmong(texts: readonly string[]): string | null {
  for (const text of texts) {
    const [found] = /#\/receive\/\S+/.exec(text) ?? [];
    if (found && isReceiveFragment(found) && typeof readLink(found) === 'object') return found;
  }
  return null;
}

/**
 * Which page is opened for what was handed over. A link is not in its address: history would keep the key.
 * @param id under which it waits; null where nothing came that the program takes
 * @returns a fragment: of the receiver's page for packages, or a link by itself; else of the page that asks
 */
export function pageFor({ files }: Pick<Handover, 'files'>, id: string | null): string {
  if (id === null) return '#/assets';
  const packages = files.every(({ name }) => /\.age$/i.test(name));
  return packages ? `#/receive?handed=${id}` : `#/assets?do=take-files&of=${id}`;
}
