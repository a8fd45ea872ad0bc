import type { Asset } from '../domain/asset';
import { applyEdit, type Edit } from '../domain/bulk-edit';
import { type FieldValues, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import type { Library } from './db';
import { undoable } from './undo';

/** A field that somebody else changed while it was being edited. */
export interface Conflict {
  fieldId: string;
  /** Its value as it is in the library now. */
  now: FieldValues[string];
}

interface EditOptions {
  /** What was done, for "Activity" and "Undo": "edited Title and Keywords of 12 assets". */
  what: string;
  /** Values as the editor read them: where a touched field has another one now, nothing is written. */
  base?: FieldValues;
}

/**
 * Edits assets, all of them or none, as one step that can be undone. Only what the edit names changes.
 * @returns the conflicts with what was read before; empty where the edit is done
 */
export async function editAssets(
  library: Library,
  ids: readonly AssetId[],
  edit: Edit,
  { what, base }: EditOptions,
): Promise<Conflict[]> {
  const { db } = library;
  let conflicts: Conflict[] = [];
  await undoable(
    library,
    (changes) => ({ what, assetIds: changes.flatMap((change) => (change.assetId ? [change.assetId] : [])) }),
    async (write) => {
      const assets = (await db.assets.bulkGet([...ids])).filter((asset) => asset !== undefined);
      conflicts = base ? assets.flatMap((asset) => conflictsOf(asset, edit, base)) : [];
      if (conflicts.length > 0) return;
      const updatedAt = Date.now();
      await write.patch(
        'assets',
        assets.flatMap((row) => {
          const change = applyEdit(row, edit);
          return change ? [{ row, change: { ...change, updatedAt } }] : [];
        }),
      );
    },
  );
  return conflicts;
}

function conflictsOf(asset: Asset, edit: Edit, base: FieldValues): Conflict[] {
  return Object.keys(edit.fields).flatMap((fieldId) => {
    const now = fieldValue(asset, fieldId);
    return sameValue(now, base[fieldId]) ? [] : [{ fieldId, now }];
  });
}

/** Different values for many assets at once (a CSV that was read), as one step. */
export async function editEach(library: Library, edits: ReadonlyMap<AssetId, Edit>, what: string): Promise<void> {
  const { db } = library;
  await undoable(
    library,
    (changes) => ({ what, assetIds: changes.flatMap((change) => (change.assetId ? [change.assetId] : [])) }),
    async (write) => {
      const assets = (await db.assets.bulkGet([...edits.keys()])).filter((asset) => asset !== undefined);
      const updatedAt = Date.now();
      await write.patch(
        'assets',
        assets.flatMap((row) => {
          const edit = edits.get(row.id);
          const change = edit && applyEdit(row, edit);
          return change ? [{ row, change: { ...change, updatedAt } }] : [];
        }),
      );
    },
  );
}
