import type { Asset, Version } from './asset';
import { type Category, rooted } from './category';
import type { Collection } from './collection';
import { type FieldValue, type FieldValues, sameValue } from './field';
import { valuesOf, withValues } from './field-values';
import type { AssetId, CategoryId } from './ids';
import type { Note } from './note';

/** Two values of one property, one of which had to give way. */
export interface MergeConflict {
  /** What it is about: an asset's title or file name, a category's, a collection's name. */
  of: string;
  assetId: AssetId | null;
  /** A field's id, or "category", "deleted", "file", "name", "note", "parent", "profile". */
  property: string;
  kept: string;
  lost: string;
}

/** A value in a few words, for the list of conflicts. */
function shownValue(value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
  return String(value);
}

type Tell = (conflict: MergeConflict) => void;

/**
 * One asset of two rows with its id: of each field the value of the row that was changed later. What gave way is told.
 * @param mine the library's @param theirs the backup's
 */
export function mergeAsset(mine: Asset, theirs: Asset, tell: Tell): Asset {
  const theirsIsNewer = theirs.updatedAt > mine.updatedAt;
  const [newer, older] = theirsIsNewer ? [theirs, mine] : [mine, theirs];
  const of = mine.title || mine.fileName;
  const conflict = (property: string, kept: string, lost: string) =>
    tell({ of, assetId: mine.id, property, kept, lost });
  const [now, before] = [valuesOf(newer), valuesOf(older)];
  const values: Record<string, FieldValue> = {};
  for (const id of new Set([...Object.keys(now), ...Object.keys(before)])) {
    values[id] = now[id] ?? null;
    if (!sameValue(now[id] ?? null, before[id] ?? null)) {
      conflict(id, shownValue(now[id] ?? null), shownValue(before[id] ?? null));
    }
  }
  if (!sameIds(newer.categoryIds, older.categoryIds)) {
    conflict('category', newer.categoryIds.join(' '), older.categoryIds.join(' '));
  }
  if ((newer.deletedAt === 0) !== (older.deletedAt === 0)) {
    conflict('deleted', newer.deletedAt === 0 ? 'no' : 'yes', older.deletedAt === 0 ? 'no' : 'yes');
  }
  return { ...newer, ...withValues({ title: '', rating: 0, fields: {} }, values) };
}

const sameIds = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id) => other.includes(id));

/**
 * The versions of an asset that the library or the backup has, in the order of their making, numbered anew where two have the same
 * number.
 */
export function mergeVersions(mine: readonly Version[], theirs: readonly Version[], theirsIsNewer: boolean): Version[] {
  const all = new Map(theirs.map((version) => [version.id, version]));
  for (const version of mine) {
    const other = all.get(version.id);
    all.set(version.id, other && theirsIsNewer ? { ...version, ...saidOf(other) } : version);
  }
  const sorted = [...all.values()].sort(
    (a, b) => a.number - b.number || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
  );
  const unique = new Set(sorted.map(({ number }) => number)).size === sorted.length;
  return unique ? sorted : sorted.map((version, i) => ({ ...version, number: i + 1 }));
}

/** What people say of a version: its file never changes. */
const saidOf = ({
  comment,
  frozenFields,
}: Version): Pick<Version, 'comment'> & { frozenFields: FieldValues | null } => ({
  comment,
  frozenFields,
});

/** Which of two notes with one id stays: the one that was changed later. */
export function mergeNote(mine: Note, theirs: Note, tell: Tell, of: string): Note {
  const at = (note: Note) => Math.max(note.editedAt, note.createdAt);
  const [kept, lost] = at(theirs) > at(mine) ? [theirs, mine] : [mine, theirs];
  if (kept.text !== lost.text) tell({ of, assetId: mine.assetId, property: 'note', kept: kept.text, lost: lost.text });
  return kept;
}

export function mergeCollection(mine: Collection, theirs: Collection, tell: Tell): Collection {
  const [kept, lost] = theirs.updatedAt > mine.updatedAt ? [theirs, mine] : [mine, theirs];
  const conflict = (property: string, [a, b]: [string, string]) =>
    a !== b && tell({ of: mine.name, assetId: null, property, kept: a, lost: b });
  conflict('name', [kept.name, lost.name]);
  conflict('profile', [kept.profileId, lost.profileId]);
  return kept;
}

/**
 * Which of the library's categories each of a backup's is: the one with its id, else the one with its name under the same parent,
 * so that two libraries that began with the same ones do not have them twice.
 * @returns the ids by those of the backup, and the categories that the library has not
 */
export function matchCategories(
  mine: readonly Category[],
  theirs: readonly Category[],
): { ids: Map<CategoryId, CategoryId>; added: Category[] } {
  const ids = new Map<CategoryId, CategoryId>();
  const added: Category[] = [];
  const known = new Set(mine.map(({ id }) => id));
  const pathKey = (parentId: CategoryId | null, name: string) => `${parentId ?? ''}\n${name.toLowerCase()}`;
  const byPath = new Map(mine.map((each) => [pathKey(each.parentId, each.name), each.id]));
  const straight = rooted(theirs);
  const byId = new Map(straight.map((each) => [each.id, each]));
  const visit = (category: Category): CategoryId => {
    const done = ids.get(category.id);
    if (done) return done;
    const parent = category.parentId === null ? undefined : byId.get(category.parentId);
    const parentId = parent ? visit(parent) : null;
    const twin = known.has(category.id) ? category.id : byPath.get(pathKey(parentId, category.name));
    const id = twin ?? category.id;
    ids.set(category.id, id);
    if (!twin) added.push({ ...category, parentId });
    return id;
  };
  for (const category of straight) visit(category);
  return { ids, added };
}
