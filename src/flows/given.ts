import type { Edit } from '../domain/bulk-edit';
import type { FieldValue } from '../domain/field';
import type { CategoryId } from '../domain/ids';
import type { FoldersBecome, UploadEdits } from '../library/rows';

type Values = Readonly<Record<string, FieldValue | undefined>>;

/** What somebody gives to the files of an upload before they finish it: to all, and to single ones by their index. */
export interface Given {
  values: Values;
  categories: ReadonlySet<CategoryId>;
  single: ReadonlyMap<number, Values>;
  /** What becomes of the folders that files came in; undefined where nobody has chosen. */
  folders?: FoldersBecome;
}

export const NOTHING_GIVEN: Given = { values: {}, categories: new Set(), single: new Map() };

/** What was given, as edits. */
export function editsOf({ values, categories, single, folders }: Given): UploadEdits {
  const fieldsOf = (given: Values): Edit['fields'] =>
    Object.fromEntries(
      Object.entries(given).flatMap(([id, value]) => (value === undefined ? [] : [[id, { type: 'set', value }]])),
    );
  return {
    all: {
      fields: fieldsOf(values),
      categories: categories.size > 0 ? { type: 'change', add: [...categories], remove: [] } : null,
    },
    single: Object.fromEntries([...single].map(([i, given]) => [i, { fields: fieldsOf(given), categories: null }])),
    ...(folders ? { folders } : {}),
  };
}

/** The same the other way: what was kept of an upload whose page was left. */
export function givenOf(edits: UploadEdits | undefined): Given {
  if (!edits) return NOTHING_GIVEN;
  const valuesOf = ({ fields }: Edit): Values =>
    Object.fromEntries(Object.entries(fields).flatMap(([id, edit]) => (edit.type === 'set' ? [[id, edit.value]] : [])));
  const { categories } = edits.all;
  return {
    values: valuesOf(edits.all),
    categories: new Set(categories?.type === 'change' ? categories.add : []),
    single: new Map(Object.entries(edits.single).map(([index, edit]) => [Number(index), valuesOf(edit)])),
    ...(edits.folders ? { folders: edits.folders } : {}),
  };
}
