import type { Edit, FieldEdit } from '../domain/bulk-edit';
import { type Field, isList } from '../domain/field';
import type { Placed } from '../intake/intake';
import { ensureCategories } from '../library/categories';
import type { FoldersBecome, UploadEdits } from '../library/rows';
import { fields, may } from '../state/installation';
import { library } from '../state/library';

/** What the folders that files came in can become. */
export const FOLDERS_BECOME: Record<FoldersBecome, string> = {
  none: 'Nothing',
  categories: 'Categories',
  keywords: 'Keywords',
};

/** Paths of folders that say something, each once. */
export function folderPaths(rows: readonly Placed[]): (readonly string[])[] {
  return [...new Map(rows.map(({ folders }) => [folders.join('\n'), folders])).values()].filter(
    (path) => path.length > 0,
  );
}

/** What can be chosen here: making categories may be nobody's business, and there may be no field for keywords. */
export function foldersCanBecome(): FoldersBecome[] {
  const all: FoldersBecome[] = ['none', 'categories', 'keywords'];
  return all.filter((each) => (each === 'categories' ? may('categories') : each !== 'keywords' || keywordField()));
}

/** As it was chosen. Where nobody chose, an album of Google's is a category: its folder has the only word of it. */
export function foldersBecome({ folders }: { folders?: FoldersBecome }, rows: readonly Placed[]): FoldersBecome {
  if (folders) return folders;
  const album = rows.some((row) => row.fromTakeout && row.folders.length > 0);
  return album ? (foldersCanBecome().find((each) => each !== 'none') ?? 'none') : 'none';
}

const keywordField = (): Field | undefined =>
  fields.peek().find(({ type, properties }) => type === 'tags' && properties.includes('dc:subject'));

/** What was given to an upload, and besides to each file the names of its folders; categories are made on the way. */
export async function withFolders(given: UploadEdits, rows: readonly Placed[]): Promise<UploadEdits> {
  const become = foldersBecome(given, rows);
  if (become === 'none') return given;
  const inFolders = rows.filter((row) => row.folders.length > 0);
  const single: Record<number, Edit> = { ...given.single };
  const ids = become === 'categories' ? await ensureCategories(library(), folderPaths(inFolders)) : undefined;
  const field = keywordField();
  for (const { index, folders } of inFolders) {
    const before = single[index] ?? { fields: {}, categories: null };
    const id = ids?.get(folders.join('\n'));
    if (id) single[index] = { ...before, categories: { type: 'change', add: [id], remove: [] } };
    else if (become === 'keywords' && field) {
      single[index] = { ...before, fields: { ...before.fields, [field.id]: adding(before.fields[field.id], folders) } };
    }
  }
  return { ...given, single };
}

/** Keywords given to one file stay, with the folders' names behind them. */
function adding(before: FieldEdit | undefined, items: readonly string[]): FieldEdit {
  if (before?.type !== 'set' || !isList(before.value)) return { type: 'add', items };
  return { type: 'set', value: [...new Set([...before.value, ...items])] };
}
