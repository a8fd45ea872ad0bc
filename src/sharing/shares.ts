import { computed, signal } from '@preact/signals';
import type { ShareId } from '../domain/ids';
import { type Share, type ShareState, shareState } from '../domain/share';
import { allShares, changeShare, deleteShares } from '../library/shares';
import { library } from '../state/library';
import { keepInStep, live } from '../state/live';
import { tell } from '../state/messages';
import { go } from '../state/route';
import { run } from '../state/run';
import { plural } from '../text/format';

/** Every share, the last made first; undefined until they are read. */
export const shares = live<readonly Share[] | undefined>(undefined, {
  read: async () => {
    const rows = await allShares(library());
    // One whose end was set to this moment is over, whatever time it was at the last look.
    now.value = Date.now();
    return rows;
  },
  dependsOn: (change) => Boolean(change.shares),
});
/** What time it is for the list: looked at each minute, so that "Expires in" is true. */
export const now = signal(Date.now());

export const SHARE_FILTERS = ['all', 'active', 'soon', 'expired', 'revoked'] as const;
export type ShareFilter = (typeof SHARE_FILTERS)[number];
export const shareFilter = signal<ShareFilter>('all');
export const shareSearch = signal('');

/** What was not revoked can be fetched, whatever was wished. */
const OPEN = new Set(['active', 'soon', 'unrevoked']);

const matches = (state: ShareState, filter: ShareFilter) =>
  filter === 'all' || state.type === filter || (filter === 'active' && OPEN.has(state.type));

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
  () => shares.value?.filter((share) => OPEN.has(shareState(share, now.value).type)).length ?? 0,
);

/** While a page hands a share over it holds the lock of this name: where nobody does, the share is over. */
export const liveLock = (id: ShareId) => `satchel-live:${id}`;

const MINUTE = 60 * 1000;
/** Keeps the shares in step with every tab, and tells when one is near its end or over. */
export async function watchShares(): Promise<void> {
  keepInStep(shares);
  await shares.again();
  const look = () => {
    now.value = Date.now();
    awaitEnds();
    void navigator.locks.request('satchel-share-notices', { ifAvailable: true }, async (lock) => {
      if (lock) await giveNotices();
    });
  };
  look();
  setInterval(look, MINUTE);
}

const awaited = new Set<ShareId>();

/** A live share ends with the page that hands it over: who waits for its lock gets it then, be it while that page is just going. */
function awaitEnds(): void {
  for (const share of shares.peek() ?? []) {
    const isOpen = share.carrier === 'live' && share.revokedAt === 0 && share.expiresAt > Date.now();
    if (!isOpen || awaited.has(share.id)) continue;
    awaited.add(share.id);
    void navigator.locks
      .request(liveLock(share.id), () => closeLeft(share))
      .catch(() => {})
      .finally(() => awaited.delete(share.id));
  }
}

async function closeLeft({ id, createdAt }: Share): Promise<void> {
  const { pending = [] } = await navigator.locks.query();
  // Another page hands it over from now on, or will look when its turn comes.
  if (pending.some(({ name }) => name === liveLock(id))) return;
  await changeShare(library(), id, (row) => {
    const isOpen = row.createdAt === createdAt && row.revokedAt === 0 && row.expiresAt > Date.now();
    return isOpen ? { ...row, expiresAt: Date.now(), noticed: 'over' } : row;
  });
}

async function giveNotices(): Promise<void> {
  for (const share of shares.peek() ?? []) {
    const state = shareState(share, Date.now());
    const noticed = state.type === 'soon' ? 'soon' : state.type === 'expired' ? 'over' : share.noticed;
    if (noticed === share.noticed || share.noticed === 'over') continue;
    await changeShare(library(), share.id, (row) => ({ ...row, noticed }));
    const text =
      state.type === 'soon'
        ? `The share “${share.name}” expires in ${plural(state.days, 'day')}.`
        : `The share “${share.name}” has expired.`;
    tell(text, { lasting: true, action: { label: 'Show shares', run: () => go({ page: 'shares' }) } });
    if (globalThis.Notification?.permission === 'granted') new Notification(text, { tag: share.id });
  }
}

/** Takes a row off the list; not where another tab shared it anew since it was asked for. */
export async function forgetShare({ id, name, createdAt }: Share): Promise<void> {
  await run('The list could not be changed.', async () => {
    const gone = await deleteShares(library(), [id], (row) => row.createdAt === createdAt);
    if (gone.length === 0) tell(`“${name}” was shared anew meanwhile, and stays on the list.`);
  });
}
