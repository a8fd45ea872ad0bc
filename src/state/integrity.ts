import { signal } from '@preact/signals';
import type { Asset } from '../domain/asset';
import type { BlobHash } from '../domain/ids';
import { type Integrity, parseIntegrity } from '../domain/integrity';
import { prove } from '../jobs/proven';
import { readWhole } from '../library/originals';
import { getSetting, putSetting } from '../library/settings';
import { assetsWith, type Space, spaceOf } from '../library/space';
import { library } from './library';
import { live } from './live';

const INTEGRITY = 'integrity';

/** How far a check is that runs in this tab; null where none does. */
export const checkProgress = signal<{ done: number; of: number } | null>(null);

export const getIntegrity = async (): Promise<Integrity | null> =>
  parseIntegrity(await getSetting(library(), INTEGRITY));

export const putIntegrity = (state: Integrity): Promise<void> => putSetting(library(), INTEGRITY, state);

/** What the last check came to, and which assets are damaged still: a file that was added again is not any more. */
export interface Checked extends Integrity {
  assets: { hash: string; asset: Asset }[];
}

/** So many damaged originals are looked at again with each change. */
const MOST_LOOKED_AT = 100;
const REST_MS = 3000;

export const integrity = live<Checked | null>(null, {
  read: async () => {
    const known = await getIntegrity();
    if (!known) return null;
    const still = await Promise.all(known.damaged.slice(0, MOST_LOOKED_AT).map(isDamaged));
    const damaged = known.damaged.filter((_, i) => still[i] ?? true);
    const assets = await Promise.all(
      damaged.map(async (hash) => (await assetsWith(library(), hash)).map((asset) => ({ hash, asset }))),
    );
    return { ...known, damaged, assets: assets.flat() };
  },
  dependsOn: ({ assets, settings }) => assets !== undefined || settings === INTEGRITY,
  rest: () => REST_MS,
});

async function isDamaged(hash: string): Promise<boolean> {
  try {
    await prove(await readWhole(library(), hash as BlobHash), hash as BlobHash);
    return false;
  } catch {
    return true;
  }
}

/** What takes the space; undefined until it was added up. */
export const space = live<Space | undefined>(undefined, {
  read: () => spaceOf(library()),
  dependsOn: ({ assets }) => assets !== undefined,
  rest: (tookMs) => Math.max(REST_MS, tookMs * 10),
});
