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
