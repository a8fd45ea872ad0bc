import type { JobId } from '../domain/ids';
import type { Library } from './db';
import type { ExportRow } from './rows';

/** How long a finished zip can still be saved. */
export const KEEP_EXPORT_MS = 60 * 60 * 1000;

export async function addExport({ db }: Library, row: Omit<ExportRow, 'kind'>): Promise<void> {
  await db.jobs.put({ ...row, kind: 'export' });
}

export async function removeExport({ db }: Library, id: JobId): Promise<void> {
  await db.jobs.delete(id);
}

/** Finished zips that have not been let go, oldest first. */
export async function listExports({ db }: Library): Promise<ExportRow[]> {
  const rows = await db.jobs.orderBy('createdAt').toArray();
  return rows.filter((row) => row.kind === 'export');
}
