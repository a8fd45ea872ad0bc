import type { JobId } from '../domain/ids';
import { inside } from './db';
import type { Library } from './library';
import type { ExportRow } from './rows';

/** How long a finished zip can still be saved. */
export const KEEP_EXPORT_MS = 60 * 60 * 1000;

export async function addExport(library: Library, row: Omit<ExportRow, 'kind'>): Promise<void> {
  const { db } = inside(library);
  await db.jobs.put({ ...row, kind: 'export' });
}

export async function removeExport(library: Library, id: JobId): Promise<void> {
  const { db } = inside(library);
  await db.jobs.delete(id);
}

/** Finished zips that have not been let go, oldest first. */
export async function listExports(library: Library): Promise<ExportRow[]> {
  const { db } = inside(library);
  const rows = await db.jobs.orderBy('createdAt').toArray();
  return rows.filter((row) => row.kind === 'export');
}
