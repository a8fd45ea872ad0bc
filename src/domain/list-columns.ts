import { type Asset, titleOf } from './asset';
import { type FieldValue, isList, isPlace } from './field';
import { fieldValue } from './field-values';

/** Columns of the list view that are facts; fields are columns too, as "field:keywords". */
export const FACT_COLUMNS = ['title', 'format', 'pixels', 'dpi', 'bytes', 'added'] as const;
export type FactColumn = (typeof FACT_COLUMNS)[number];
export type ColumnId = FactColumn | `field:${string}`;

export const FACT_LABELS: Record<FactColumn, string> = {
  title: 'Title',
  format: 'Format',
  pixels: 'Pixels',
  dpi: 'DPI',
  bytes: 'File size',
  added: 'Added',
};

export function isColumnId(value: unknown): value is ColumnId {
  return typeof value === 'string' && (/^field:[a-z0-9-]+$/.test(value) || FACT_COLUMNS.some((each) => each === value));
}

/** An order by a column: "bytes:desc". */
export type ColumnSort = `${ColumnId}:${'asc' | 'desc'}`;

export function parseColumnSort(sort: string): { column: ColumnId; descending: boolean } | undefined {
  const match = /^(.+):(asc|desc)$/.exec(sort);
  return match && isColumnId(match[1]) ? { column: match[1], descending: match[2] === 'desc' } : undefined;
}

/** What an asset is ordered by in a column; null where it has nothing there. */
export function sortValue(asset: Asset, column: ColumnId): string | number | null {
  switch (column) {
    case 'title':
      return titleOf(asset);
    case 'format':
      return asset.mime;
    case 'pixels':
      return asset.facts.width * asset.facts.height || null;
    case 'dpi':
      return asset.facts.dpi;
    case 'bytes':
      return asset.bytes;
    case 'added':
      return asset.createdAt;
    default:
      return plain(fieldValue(asset, column.slice('field:'.length)));
  }
}

function plain(value: FieldValue): string | number | null {
  if (isList(value)) return value.join('; ') || null;
  if (isPlace(value)) return value.name || null;
  if (typeof value === 'boolean') return Number(value);
  return value === '' ? null : value;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Order of two values; what is not there comes last whichever way. */
export function compareValues(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return descending ? -order : order;
}
