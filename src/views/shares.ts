import { computed, signal } from '@preact/signals';
import type { ShareId } from '../domain/ids';
import { type Share, type ShareState, shareState } from '../domain/share';
import { onChange } from '../library/changes';
import { allShares, deleteShares, putShare } from '../library/shares';
import { library } from './library';
import { tell } from './messages';
import { go } from './route';
import { run } from './run';

/** Every share, the last made first; undefined until they are read. */
export const shares = signal<readonly Share[] | undefined>(undefined);
/** What time it is for the list: looked at each minute, so that "Expires in" is true. */
export const now = signal(Date.now());

export const SHARE_FILTERS = ['all', 'active', 'soon', 'expired', 'revoked'] as const;
export type ShareFilter = (typeof SHARE_FILTERS)[number];
export const shareFilter = signal<ShareFilter>('all');
export const shareSearch = signal('');

const matches = (state: ShareState, filter: ShareFilter) =>
  filter === 'all' || state.type === filter || (filter === 'active' && state.type === 'soon');

export const listedShares = computed(() => {
  const words = shareSearch.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return shares.value?.filter((share) => {
    const text = [share.name, share.comment, ...share.to.flatMap(({ name, email }) => [name, email])].join(' ');
    const found = words.every((word) => text.toLocaleLowerCase().includes(word));
    return found && matches(shareState(share, now.value), shareFilter.value);
  });
});

/** Shares that can be opened now, for the navigation. */
export const activeShares = computed(
  () => shares.value?.filter((share) => ['active', 'soon'].includes(shareState(share, now.value).type)).length ?? 0,
);

/** While a page hands a share over it holds the lock of this name: where nobody does, the share is over. */
export const liveLock = (id: ShareId) => `satchel-live:${id}`;

const MINUTE = 60 * 1000;
let watching = false;

/** Keeps the shares in step with every tab, and tells when one is near its end or over. */
export async function watchShares(): Promise<void> {
  if (watching) return;
  watching = true;
  const read = async () => {
    shares.value = await allShares(library());
  };
  onChange((changed) => {
    if (changed.shares) void read();
  });
  await read();
  const look = () => {
    now.value = Date.now();
    void navigator.locks.request('satchel-share-notices', { ifAvailable: true }, async (lock) => {
      if (lock) await giveNotices();
    });
  };
  look();
  setInterval(look, MINUTE);
}

/** A live share ends with the page that hands it over. */
async function closeLeftLive(): Promise<void> {
  const open = shares.peek()?.filter((share) => share.carrier === 'live' && share.expiresAt > Date.now()) ?? [];
  if (open.length === 0) return;
  const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
  for (const share of open) {
    if (share.revokedAt > 0 || held.has(liveLock(share.id))) continue;
    await putShare(library(), { ...share, expiresAt: Date.now(), noticed: 'over' });
  }
}

async function giveNotices(): Promise<void> {
  await closeLeftLive();
  for (const share of shares.peek() ?? []) {
    const state = shareState(share, Date.now());
    const noticed = state.type === 'soon' ? 'soon' : state.type === 'expired' ? 'over' : share.noticed;
    if (noticed === share.noticed || share.noticed === 'over') continue;
    await putShare(library(), { ...share, noticed });
    const text =
      state.type === 'soon'
        ? `The share “${share.name}” expires in ${state.days} ${state.days === 1 ? 'day' : 'days'}.`
        : `The share “${share.name}” has expired.`;
    tell(text, { lasting: true, action: { label: 'Show shares', run: () => go({ page: 'shares' }) } });
    if (globalThis.Notification?.permission === 'granted') new Notification(text, { tag: share.id });
  }
}

/** "Extend": a new package and a new link with another date; what was sent before stays as it is. */
export async function extendShare(share: Share, expiresAt: number, passphrase: string | null): Promise<void> {
  const { name, items, collectionId, to, comment, carrier, oneEach } = share;
  const { makeShare } = await import('./sharing');
  await makeShare({ name, items, collectionId, to, comment, carrier, oneEach, expiresAt, passphrase, extends: share });
}

/** "Revoke": deletes the file where it lies; only then the row says so. */
export async function revokeShare(share: Share): Promise<void> {
  await run(`“${share.name}” was not revoked.`, async () => {
    const { isStorage, removeFromStorage } = await import('./carriers');
    const stored = isStorage(share.carrier);
    if (isStorage(share.carrier)) await removeFromStorage(share.carrier, share.object);
    else if (share.carrier !== 'live') return;
    // The page that hands a live share over sees its row change, and ends it.
    await putShare(library(), { ...share, object: '', revokedAt: Date.now() });
    const how = stored ? 'the file was deleted from your storage, and nobody' : 'nobody';
    tell(`“${share.name}” is revoked: ${how} can fetch it again.`);
  });
}

/** Takes rows off the list. */
export async function forgetShares(ids: readonly ShareId[]): Promise<void> {
  await run('The list could not be changed.', () => deleteShares(library(), ids));
}

export async function removeExpired(): Promise<void> {
  const expired = (shares.peek() ?? []).filter((share) => shareState(share, Date.now()).type === 'expired');
  await forgetShares(expired.map(({ id }) => id));
  tell(
    `${expired.length.toLocaleString()} expired ${expired.length === 1 ? 'share was' : 'shares were'} taken off the list.`,
  );
}
