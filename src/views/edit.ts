import { type Edit, isNoEdit } from '../domain/bulk-edit';
import type { FieldValues } from '../domain/field';
import type { AssetId, CategoryId } from '../domain/ids';
import { type Conflict, editAssets } from '../library/edit';
import { allFields } from './installation';
import { library } from './library';
import { change } from './undo';

const assets = (count: number) => (count === 1 ? '1 asset' : `${count.toLocaleString()} assets`);

/** "Title and Keywords": what an edit touches. */
export function namesOf(edit: Edit): string {
  const labels = Object.keys(edit.fields).map((id) => allFields.value.find((field) => field.id === id)?.label ?? id);
  if (edit.categories) labels.push('Categories');
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(labels);
}

/**
 * Saves an edit as one step.
 * @param base values as the editor read them, where somebody else's change must not be lost
 * @returns the conflicts: nothing was written where there are some; undefined where it failed
 */
export async function saveEdit(
  ids: readonly AssetId[],
  edit: Edit,
  base?: FieldValues,
): Promise<Conflict[] | undefined> {
  if (isNoEdit(edit)) return [];
  let conflicts: Conflict[] = [];
  const names = namesOf(edit);
  const work = async () => {
    conflicts = await editAssets(library(), ids, edit, { what: `edited ${names} of ${assets(ids.length)}`, base });
  };
  const saved = await change(work, `${names} of ${assets(ids.length)} saved.`, 'Nothing was saved.');
  return saved ? conflicts : undefined;
}

/** Puts assets into a category, as dragging them onto it does. */
export async function addToCategory(ids: readonly AssetId[], id: CategoryId, name: string): Promise<void> {
  const edit: Edit = { fields: {}, categories: { type: 'change', add: [id], remove: [] } };
  const work = async () => {
    await editAssets(library(), ids, edit, { what: `put ${assets(ids.length)} into “${name}”` });
  };
  await change(work, `${assets(ids.length)} in “${name}”.`, 'Nothing was moved.');
}
