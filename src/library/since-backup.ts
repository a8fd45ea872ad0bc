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
  /** Assets with a file that came since. */
  assetIds: AssetId[];
  /** Whether anything was added or changed. */
  changed: boolean;
  /** When the first of that was; 0 where there is none. */
  at: number;
}

export async function sinceMark(library: Library, { versionId, activityId }: Mark): Promise<Since> {
  const { db } = inside(library);
  return db.transaction('r', [db.versions, db.activity], async () => {
    const versions = await db.versions.where('id').above(versionId).toArray();
    const told = await db.activity.where(':id').above(activityId).limit(1).toArray();
    const times = [...versions.slice(0, 1).map(({ createdAt }) => createdAt), ...told.map(({ at }) => at)];
    return {
      assetIds: [...new Set(versions.map(({ assetId }) => assetId))],
      changed: times.length > 0,
      at: times.length > 0 ? Math.min(...times) : 0,
    };
  });
}
