import type { NamedField, StepDeed } from '../domain/activity';
import { type Edit, isNoEdit } from '../domain/bulk-edit';
import { touchedWords } from '../domain/deed-words';
import type { FieldValues } from '../domain/field';
import type { AssetId, CategoryId } from '../domain/ids';
import { type Conflict, type Edited, editAssets } from '../library/edit';
import type { Library } from '../library/library';
import { allFields } from '../state/installation';
import { plural } from '../text/format';
import { butGone } from './gone';
import { change } from './undo';

export type { Conflict } from '../library/edit';

/** What an edit touches, as it is called now. */
function touchedBy(edit: Edit): { fields: NamedField[]; categories: boolean } {
  const labelOf = (id: string) => allFields.value.find((field) => field.id === id)?.label ?? id;
  const fields = Object.keys(edit.fields).map((id) => ({ id, label: labelOf(id) }));
  return { fields, categories: edit.categories !== null };
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
  const touched = touchedBy(edit);
  const names = touchedWords(touched);
  const work = async (own: Library) => {
    const deed = (count: number): StepDeed => ({ type: 'edit', ...touched, count });
    const edited = await editAssets(own, ids, edit, { deed, base });
    conflicts = edited.conflicts;
    return edited;
  };
  const done = ({ there, deleted }: Edited) => {
    if (conflicts.length > 0) return null;
    const away = deleted > 0 ? ` ${there === 1 ? 'It is' : `${deleted.toLocaleString()} of them are`} in Deleted.` : '';
    return `${names} of ${plural(there, 'asset')} saved.${away}${butGone(ids.length, there)}`;
  };
  const saved = await change(work, done, 'Nothing was saved.');
  return saved ? conflicts : undefined;
}

/** Puts assets into a category, as dragging them onto it does. */
export async function addToCategory(ids: readonly AssetId[], id: CategoryId, name: string): Promise<void> {
  const edit: Edit = { fields: {}, categories: { type: 'change', add: [id], remove: [] } };
  const deed = (count: number): StepDeed => ({ type: 'add-to-category', name, count });
  const done = ({ there }: Edited) => `${plural(there, 'asset')} in “${name}”.${butGone(ids.length, there)}`;
  await change((own) => editAssets(own, ids, edit, { deed }), done, 'Nothing was moved.');
}
