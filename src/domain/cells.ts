import type { Asset, Version } from './asset';
import type { FieldValue } from './field';

/**
 * A row as cells, each of which has a stamp of its own where a library lies in a storage: what two devices change in one row at the same
 * time is both kept. docs/storage-format.md tells them, table by table.
 */
export type Cells = Readonly<Record<string, unknown>>;

/** Tables whose rows go into a storage, cell by cell. */
export const STAMPED_TABLES = [
  'settings',
  'categories',
  'collections',
  'collectionItems',
  'assets',
  'versions',
  'notes',
  'shares',
  'activity',
] as const;
export type StampedTable = (typeof STAMPED_TABLES)[number];

/** The cell that says that a row is not there (1), or is there again (0). */
export const REMOVED = 'x';

const isRemoved = (cells: Cells): boolean => cells[REMOVED] === 1;

/**
 * An asset's own cells: what it copies from its version, and what is true in one browser only, is not among them. Each value of a list
 * is one, and so is each category: its position from 1, or 0 where it was taken out.
 */
export function assetCells(asset: Asset): Cells {
  const cells: Record<string, unknown> = {
    v: asset.currentVersionId,
    title: asset.title,
    rating: asset.rating,
    at: asset.createdAt,
    up: asset.updatedAt,
    fin: asset.finalisedAt,
    del: asset.deletedAt,
    origin: asset.origin,
    kind: asset.kind,
  };
  for (const [id, value] of Object.entries(asset.fields)) {
    if (isSet(value)) for (const [i, each] of value.entries()) cells[`f.${id}/${each}`] = i + 1;
    else cells[`f.${id}`] = value;
  }
  for (const [i, id] of asset.categoryIds.entries()) cells[`c.${id}`] = i + 1;
  return cells;
}

/** Whether each of its values can have a cell: none is there twice. */
const isSet = (value: FieldValue): value is readonly string[] =>
  Array.isArray(value) && new Set(value).size === value.length;

/** What cells say of an asset; what else a row needs comes from its version. */
export function assetOf(cells: Cells): Record<string, unknown> {
  const lists = new Map<string, [position: number, value: string][]>();
  const fields: Record<string, unknown> = {};
  const categories: [position: number, id: string][] = [];
  for (const [cell, value] of Object.entries(cells)) {
    const [, field = '', , entry] = /^f\.([^/]*)(\/([\s\S]*))?$/.exec(cell) ?? [];
    if (entry !== undefined) {
      if (isPosition(value)) lists.set(field, [...(lists.get(field) ?? []), [value, entry]]);
    } else if (field && value !== null) fields[field] = value;
    else if (cell.startsWith('c.') && isPosition(value)) categories.push([value, cell.slice(2)]);
  }
  for (const [field, values] of lists) fields[field] = inOrder(values);
  const { v, title, rating, at, up, fin, del, origin, kind } = cells;
  return {
    currentVersionId: v,
    ...{ title, fields, rating, origin, kind, categoryIds: inOrder(categories) },
    ...{ createdAt: at, updatedAt: up, finalisedAt: fin, deletedAt: del },
  };
}

const isPosition = (value: unknown): value is number => typeof value === 'number' && value > 0;

/** Two devices may both have given a position: the values decide then, on every device in the same way. */
const inOrder = (values: [position: number, value: string][]): string[] =>
  values.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)).map(([, value]) => value);

/** Where a preview, or what a file says of itself, lies in a pack: the pack's stamp, and from where how many bytes of it. */
export type InPack = readonly [pack: string, from: number, bytes: number];

/** Cells of a version that say where something lies, and are no part of its row. */
const PACKED_CELLS = ['p320', 'p1600', 'meta'] as const;
export type PackedCell = (typeof PACKED_CELLS)[number];

const KEYS: Partial<Record<StampedTable, string>> = { settings: 'key' };

/** A row's cells: each property but its key is one. */
export function cellsOf(table: StampedTable, row: object): Cells {
  if (table === 'assets') return assetCells(row as Asset);
  const { [KEYS[table] ?? 'id']: _, ...rest } = row as Record<string, unknown>;
  if (table === 'shares') return { ...rest, link: '', key: null };
  return rest;
}

/** Properties that a row may be without: a cell that says null says that it is. */
const OPTIONAL: Partial<Record<StampedTable, readonly string[]>> = {
  versions: ['beside'],
  activity: ['count'],
};

/** A row of its cells; of an asset only what `assetOf` gives. @returns null where the row was removed */
export function rowOf(table: StampedTable, id: string, cells: Cells): Record<string, unknown> | null {
  if (isRemoved(cells)) return null;
  if (table === 'assets') return { id, ...assetOf(cells) };
  const row: Record<string, unknown> = { [KEYS[table] ?? 'id']: id };
  for (const [cell, value] of Object.entries(cells)) {
    if (cell === REMOVED || (table === 'versions' && PACKED_CELLS.some((each) => each === cell))) continue;
    if (value === null && OPTIONAL[table]?.includes(cell)) continue;
    row[cell] = value;
  }
  return row;
}

/**
 * The cells that differ between two states of a row. What is not there any more is 0 where it was an entry of a list, null else.
 * @param before undefined where there was no row
 */
export function changedCells(before: Cells | undefined, after: Cells): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [cell, value] of Object.entries(after)) {
    if (!before || !(cell in before) || JSON.stringify(before[cell]) !== JSON.stringify(value)) changed[cell] = value;
  }
  for (const cell of Object.keys(before ?? {})) {
    if (!(cell in after)) changed[cell] = /^(?:f\.[^/]*\/|c\.)/.test(cell) ? 0 : null;
  }
  return changed;
}

/**
 * An asset's row of what its cells say and of its versions.
 * @param isLooked whether the program looks at files of this media type, so that it must again
 */
export function wholeAsset(
  said: Record<string, unknown>,
  versions: readonly Version[],
  isLooked: (mime: string) => boolean,
): Record<string, unknown> {
  const current = versions.find(({ id }) => id === said.currentVersionId) ?? versions.at(-1);
  if (!current) return said;
  const { fileName, mime, bytes, blobHash, facts } = current;
  return {
    ...said,
    currentVersionId: current.id,
    versionCount: versions.length,
    // Uploads are one browser's: who restores has what came, finished.
    finalisedAt: said.finalisedAt || said.createdAt,
    state: isLooked(mime) ? 'stored' : 'ready',
    failure: null,
    uploadId: null,
    uploadIndex: 0,
    ...{ fileName, mime, bytes, blobHash, facts },
  };
}
