import type { Page } from 'playwright';
import { type CheckedRows, type Finding, findingsIn } from '../../src/library/check';
import { rowsOf } from './rows';

const TABLES = [
  'assets',
  'versions',
  'blobs',
  'chunks',
  'previews',
  'embedded',
  'derivatives',
  'undo',
  'notes',
  'collectionItems',
  'collections',
  'jobs',
  'settings',
] as const;

/**
 * Asks the rules of a whole library of what lies in the browser's database, read behind the program's back.
 * @returns what does not hold
 */
export async function checked(page: Page): Promise<Finding[]> {
  const rows = await rowsOf(page, TABLES);
  const text = (row: Record<string, unknown>, key: string) => String(row[key]);
  const all: CheckedRows = {
    assets: rows.assets as unknown as CheckedRows['assets'],
    versions: rows.versions as unknown as CheckedRows['versions'],
    blobs: rows.blobs.map((row) => ({ hash: text(row, 'hash'), complete: row.blob !== null })),
    chunks: rows.chunks.map((row) => text(row, 'hash')),
    previews: rows.previews.map((row) => text(row, 'blobHash')),
    embedded: rows.embedded.map((row) => text(row, 'blobHash')),
    derivatives: rows.derivatives.map((row) => ({ blobHash: text(row, 'blobHash'), key: text(row, 'key') })),
    steps: rows.undo.flatMap((row) => row.hashes as string[]),
    notes: rows.notes as unknown as CheckedRows['notes'],
    items: rows.collectionItems as unknown as CheckedRows['items'],
    collections: rows.collections.map((row) => text(row, 'id')),
    uploads: rows.jobs.flatMap((row) => (row.kind === 'upload' ? [text(row, 'id')] : [])),
    pending: rows.settings.some(({ key }) => key === 'restore:pending'),
  };
  return findingsIn(all);
}
