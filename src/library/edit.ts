import type { StepDeed } from '../domain/activity';
import type { Asset } from '../domain/asset';
import { applyEdit, type Edit, givenCategories } from '../domain/bulk-edit';
import { AppError } from '../domain/errors';
import { type FieldValues, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import { requireCategories } from './categories';
import { inside } from './db';
import type { Library } from './library';
import { undoable } from './undo';

/** What became of an edit. */
export interface Edited {
  /** Nothing was written where there are some. */
  conflicts: Conflict[];
  /** How many of the assets are there: those that another tab took away for good are not. */
  there: number;
  /** How many of these are in Deleted by now. */
  deleted: number;
}

/** A field that somebody else changed while it was being edited. */
export interface Conflict {
  fieldId: string;
  /** Its value as it is in the library now. */
  now: FieldValues[string];
}

interface EditOptions {
  /** What was done to so many assets, for "Activity" and "Undo". */
  deed: (count: number) => StepDeed;
  /** Values as the editor read them: where a touched field has another one now, nothing is written. */
  base?: FieldValues;
}

/**
 * Edits assets, all of them or none, as one step that can be undone. Only what the edit names changes.
 * @throws AppError "assets-gone" where none of them is there any more; "category-gone" where a category to be given is not
 */
export async function editAssets(
  library: Library,
  ids: readonly AssetId[],
  edit: Edit,
  { deed, base }: EditOptions,
): Promise<Edited> {
  const { db } = inside(library);
  return undoable(
    library,
    (changes, { there }) => ({
      deed: deed(there),
      assetIds: changes.flatMap((change) => (change.assetId ? [change.assetId] : [])),
    }),
    async (write) => {
      const assets = (await db.assets.bulkGet([...ids])).filter((asset) => asset !== undefined);
      if (assets.length === 0 && ids.length > 0) throw new AppError('assets-gone');
      await requireCategories(db, givenCategories(edit));
      const deleted = assets.filter((asset) => asset.deletedAt > 0).length;
      const conflicts = base ? assets.flatMap((asset) => conflictsOf(asset, edit, base)) : [];
      if (conflicts.length > 0) return { conflicts, there: assets.length, deleted };
      const updatedAt = Date.now();
      await write.patch(
        'assets',
        assets.flatMap((row) => {
          const change = applyEdit(row, edit);
          return change ? [{ row, change: { ...change, updatedAt } }] : [];
        }),
      );
      return { conflicts: [], there: assets.length, deleted };
    },
  );
}

function conflictsOf(asset: Asset, edit: Edit, base: FieldValues): Conflict[] {
  return Object.keys(edit.fields).flatMap((fieldId) => {
    const now = fieldValue(asset, fieldId);
    return sameValue(now, base[fieldId]) ? [] : [{ fieldId, now }];
  });
}

/**
 * Different values for many assets at once (a CSV that was read), as one step.
 * @param deed tells of it, from how many assets are there
 * @returns how many are there
 * @throws AppError "assets-gone" where none is
 */
export async function editEach(
  library: Library,
  edits: ReadonlyMap<AssetId, Edit>,
  deed: (count: number) => StepDeed,
): Promise<number> {
  const { db } = inside(library);
  return undoable(
    library,
    (changes, there) => ({
      deed: deed(there),
      assetIds: changes.flatMap((change) => (change.assetId ? [change.assetId] : [])),
    }),
    async (write) => {
      const assets = (await db.assets.bulkGet([...edits.keys()])).filter((asset) => asset !== undefined);
      if (assets.length === 0 && edits.size > 0) throw new AppError('assets-gone');
      await requireCategories(db, [...edits.values()].flatMap(givenCategories));
      const updatedAt = Date.now();
      await write.patch(
        'assets',
        assets.flatMap((row) => {
          const edit = edits.get(row.id);
          const change = edit && applyEdit(row, edit);
          return change ? [{ row, change: { ...change, updatedAt } }] : [];
        }),
      );
      return assets.length;
    },
  );
}
