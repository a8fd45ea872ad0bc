import type { Asset } from './asset';
import { type FieldValue, type FieldValues, isList, sameValue } from './field';
import { fieldValue, withValues } from './field-values';
import type { CategoryId } from './ids';

/** What is done to one field of every asset that is edited. */
export type FieldEdit =
  | { type: 'set'; value: FieldValue }
  | { type: 'add'; items: readonly string[] }
  | { type: 'remove'; items: readonly string[] }
  | { type: 'prepend'; text: string }
  | { type: 'append'; text: string }
  | { type: 'replace-text'; find: string; replacement: string };

export type CategoryEdit =
  | { type: 'set'; ids: readonly CategoryId[] }
  | { type: 'change'; add: readonly CategoryId[]; remove: readonly CategoryId[] };

/** An edit of one asset or ten thousand: only what is named here changes. */
export interface Edit {
  fields: Readonly<Record<string, FieldEdit>>;
  categories: CategoryEdit | null;
}

export function isNoEdit(edit: Edit): boolean {
  return edit.categories === null && Object.keys(edit.fields).length === 0;
}

/** The categories that an edit would put assets into. */
export function givenCategories({ categories }: Edit): readonly CategoryId[] {
  if (categories === null) return [];
  return categories.type === 'set' ? categories.ids : categories.add;
}

/** An edit without the categories that are not there. */
export function withKnownCategories(edit: Edit, known: ReadonlySet<CategoryId>): Edit {
  const { categories } = edit;
  if (categories === null || givenCategories(edit).every((id) => known.has(id))) return edit;
  const keep = (ids: readonly CategoryId[]) => ids.filter((id) => known.has(id));
  return {
    ...edit,
    categories:
      categories.type === 'set'
        ? { type: 'change', add: keep(categories.ids), remove: [] }
        : { ...categories, add: keep(categories.add) },
  };
}

type Editable = Pick<Asset, 'title' | 'rating' | 'fields' | 'categoryIds'>;

/**
 * What an edit changes of an asset.
 * @returns the changed properties of its row; undefined where the edit leaves it as it is
 */
export function applyEdit(asset: Editable, edit: Edit): Partial<Editable> | undefined {
  const changed: Record<string, FieldValue> = {};
  for (const [id, fieldEdit] of Object.entries(edit.fields)) {
    const before = fieldValue(asset, id);
    const after = editValue(before, fieldEdit);
    if (!sameValue(before, after)) changed[id] = after;
  }
  const categoryIds = edit.categories ? editCategories(asset.categoryIds, edit.categories) : asset.categoryIds;
  const result: Partial<Editable> = {};
  if (Object.keys(changed).length > 0) Object.assign(result, changedParts(asset, changed));
  if (categoryIds !== asset.categoryIds) result.categoryIds = categoryIds;
  return Object.keys(result).length > 0 ? result : undefined;
}

function changedParts(asset: Editable, changed: FieldValues): Partial<Editable> {
  const after = withValues(asset, changed);
  const parts: Partial<Editable> = {};
  if (after.title !== asset.title) parts.title = after.title;
  if (after.rating !== asset.rating) parts.rating = after.rating;
  if (Object.keys(changed).some((id) => !sameValue(asset.fields[id], after.fields[id]))) parts.fields = after.fields;
  return parts;
}

function editValue(before: FieldValue, edit: FieldEdit): FieldValue {
  const list = isList(before) ? before : [];
  const text = typeof before === 'string' ? before : '';
  switch (edit.type) {
    case 'set':
      return edit.value;
    case 'add':
      return [...list, ...edit.items.filter((item) => !list.includes(item))];
    case 'remove':
      return list.filter((item) => !edit.items.includes(item));
    case 'prepend':
      return edit.text + text;
    case 'append':
      return text + edit.text;
    case 'replace-text':
      if (edit.find === '') return before;
      if (isList(before)) return [...new Set(before.map((item) => item.replaceAll(edit.find, edit.replacement)))];
      return typeof before === 'string' ? text.replaceAll(edit.find, () => edit.replacement) : before;
  }
}

/** @returns the same list where nothing changes */
function editCategories(before: CategoryId[], edit: CategoryEdit): CategoryId[] {
  const after =
    edit.type === 'set'
      ? [...new Set(edit.ids)]
      : [...new Set([...before.filter((id) => !edit.remove.includes(id)), ...edit.add])];
  const same = after.length === before.length && before.every((id) => after.includes(id));
  return same ? before : after;
}

/** What several assets have in one field. */
export type Mixed = { type: 'same'; value: FieldValue } | { type: 'mixed'; counts: Map<string, number> };

/**
 * What assets have in each field: the one value they share, or for lists how many have each item.
 * @param fieldIds the fields to look at
 */
export function summarise(assets: Iterable<Editable>, fieldIds: readonly string[]): Map<string, Mixed> {
  const first = new Map<string, FieldValue>();
  const mixed = new Set<string>();
  const counts = new Map<string, Map<string, number>>();
  let seen = 0;
  for (const asset of assets) {
    for (const id of fieldIds) {
      const value = fieldValue(asset, id);
      if (seen === 0) first.set(id, value);
      else if (!mixed.has(id) && !sameValue(first.get(id), value)) mixed.add(id);
      if (isList(value)) count(counts, id, value);
    }
    seen++;
  }
  return new Map(
    fieldIds.map((id): [string, Mixed] => [
      id,
      mixed.has(id)
        ? { type: 'mixed', counts: counts.get(id) ?? new Map() }
        : { type: 'same', value: first.get(id) ?? null },
    ]),
  );
}

function count(counts: Map<string, Map<string, number>>, id: string, items: readonly string[]): void {
  let ofField = counts.get(id);
  if (!ofField) {
    ofField = new Map();
    counts.set(id, ofField);
  }
  for (const item of items) ofField.set(item, (ofField.get(item) ?? 0) + 1);
}
