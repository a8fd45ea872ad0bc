import type { AssetId } from '../domain/ids';
import { inside } from './db';
import type { Library } from './library';

/** How far a library is: ids sort after all that was there before, see [Note: Order without a clock]. */
export interface Mark {
  versionId: string;
  activityId: number;
}

/** How far the library is now. */
export async function markOf(library: Library): Promise<Mark> {
  const { db } = inside(library);
  const newest = await db.versions.toCollection().reverse().limit(1).primaryKeys();
  const activity = await db.activity.toCollection().reverse().limit(1).primaryKeys();
  return { versionId: newest[0] ?? '', activityId: Number(activity[0] ?? 0) };
}

/** What a library has that it had not at a mark. */
export interface Since {
  /** How many assets have a file that came since; where they are many, how many files. */
  assets: number;
  /** Whether anything was added or changed. */
  changed: boolean;
  /** When the first of that was; 0 where there is none. */
  at: number;
}

/** More are counted by an index, and not read one by one. */
const MOST_READ = 2000;

export async function sinceMark(library: Library, { versionId, activityId }: Mark): Promise<Since> {
  const { db } = inside(library);
  return db.transaction('r', [db.versions, db.activity], async () => {
    const newer = db.versions.where('id').above(versionId);
    const count = await newer.count();
    const versions = await newer.limit(MOST_READ).toArray();
    const told = await db.activity.where(':id').above(activityId).limit(1).toArray();
    const times = [...versions.slice(0, 1).map(({ createdAt }) => createdAt), ...told.map(({ at }) => at)];
    return {
      assets: count > MOST_READ ? count : new Set(versions.map(({ assetId }) => assetId)).size,
      changed: times.length > 0,
      at: times.length > 0 ? Math.min(...times) : 0,
    };
  });
}

const ASSETS_AT_ONCE = 500;

/** How many of some assets have a file that came since a mark. */
export async function newerThan(library: Library, { versionId }: Mark, ids: readonly AssetId[]): Promise<number> {
  const { db } = inside(library);
  const newer = new Set<AssetId>();
  for (let at = 0; at < ids.length; at += ASSETS_AT_ONCE) {
    await db.versions
      .where('assetId')
      .anyOf(ids.slice(at, at + ASSETS_AT_ONCE))
      .each(({ id, assetId }) => {
        if (id > versionId) newer.add(assetId);
      });
  }
  return newer.size;
}
