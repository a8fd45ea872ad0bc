import { FORMAT, FORMAT_VERSION } from '../../bag/rows';
import { type Cells, type InPack, rowOf, STAMPED_TABLES, type StampedTable, wholeAsset } from '../../domain/cells';
import { AppError } from '../../domain/errors';
import type { AssetId, BlobHash } from '../../domain/ids';
import type { ObjectStore } from '../../domain/object-store';
import { PREVIEW_SIZES } from '../../domain/preview';
import type { Made } from '../../library/previews';
import type { ActivityRow } from '../../library/rows';
import { mediaType } from '../../media/kind';
import { type Box, makeBox } from '../../sync/box';
import { founderName, readLibraryFile } from '../../sync/founding';
import { getOriginal } from '../../sync/originals';
import { packReader } from '../../sync/packs';
import { readStored, type StoredRows } from '../../sync/read';
import { identityIn } from '../../sync/recovery';
import { blobSchema, inPackSchema, type LibraryFile, metaSchema, read } from '../../sync/schemas';
import { type BackupRows, noRows, type OpenBackup, type Opened, parseRow } from '../restore/read';

/**
 * Opens the library that lies in a storage as a backup that can be restored.
 * @param key the words of its recovery sheet, or the identity itself; not looked at where the library is not encrypted
 * @throws AppError "storage-none", "storage-key", "backup-newer", "backup-damaged"; what the storage refuses
 */
export async function openStored(
  store: ObjectStore,
  key: string,
  tell: (progress: { done: number; of: number }) => void,
): Promise<Opened> {
  const file = await readLibraryFile(store);
  if (!file) throw new AppError('storage-none');
  const box = await makeBox(file.encryption === 'age' ? identityIn(key) : null);
  const stored = await readStored(store, box, (done, of) => tell({ done, of }));
  const name = await founderName(store, box);
  return { type: 'backup', backup: backupOf(store, box, { ...file, name }, stored) };
}

function backupOf(
  store: ObjectStore,
  box: Box,
  file: LibraryFile & { name: string },
  { merged, at, client, damaged }: StoredRows,
): OpenBackup {
  const unread = new Map<string, number>();
  const rows = rowsOf(merged, (table) => unread.set(table, (unread.get(table) ?? 0) + 1));
  const originals = new Map<string, () => Promise<Blob | null>>();
  for (const [hash, cells] of merged.rows('blobs')) {
    originals.set(hash, async () => getOriginal(store, box, read(blobSchema, cells)));
  }
  const bytes = rows.versions.reduce((sum, version) => sum + version.bytes, 0);
  return {
    head: {
      format: FORMAT,
      version: FORMAT_VERSION,
      ...{ id: '', library: file.id, name: file.name, madeAt: at, program: client, described: '' },
      ...{ assets: rows.assets.length, versions: rows.versions.length, bytes },
    },
    rows,
    unread: [...unread].map(([table, count]) => `${table}: ${count}`),
    originals,
    made: madeIn(store, box, merged.rows('versions')),
    missingZips: [],
    ofZips: 1,
    altered: damaged,
    carriers: null,
  };
}

/** Rows as this program knows them; those that are none are told. */
function rowsOf(merged: StoredRows['merged'], tellUnread: (table: string) => void): BackupRows {
  const rows = noRows();
  const take = (table: StampedTable, row: unknown) => {
    const batch = parseRow(table, row);
    if (batch) (rows[batch.table] as object[]).push(...batch.rows);
    else tellUnread(table);
  };
  for (const table of STAMPED_TABLES) {
    if (table === 'assets' || table === 'activity') continue;
    for (const [id, cells] of merged.rows(table)) take(table, rowOf(table, id, cells));
  }
  const versions = new Map<AssetId, BackupRows['versions']>();
  for (const version of rows.versions.sort((a, b) => a.number - b.number)) {
    versions.set(version.assetId, [...(versions.get(version.assetId) ?? []), version]);
  }
  const looked = (mime: string) => mediaType(mime, '').family !== null;
  const assets = [...merged.rows('assets')].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [id, cells] of assets) {
    const said = rowOf('assets', id, cells);
    take('assets', said && wholeAsset(said, versions.get(id as AssetId) ?? [], looked));
  }
  for (const row of linesOf(merged.rows('activity'))) take('activity', row);
  return rows;
}

/** Lines of "Activity" in the order of their times; numbers they get where they are restored. */
function linesOf(lines: ReadonlyMap<string, Cells>): Omit<ActivityRow, 'id'>[] {
  const numbered = [...lines].map(([id, cells]) => ({ number: Number(id.slice(id.lastIndexOf('.') + 1)), cells }));
  numbered.sort((a, b) => Number(a.cells.at) - Number(b.cells.at) || a.number - b.number);
  return numbered.flatMap(({ cells }) => {
    const { id: _, ...row } = rowOf('activity', '', cells) ?? {};
    return [row as Omit<ActivityRow, 'id'>];
  });
}

/** What was made of originals, out of its packs. */
function madeIn(store: ObjectStore, box: Box, versions: ReadonlyMap<string, Cells>): NonNullable<OpenBackup['made']> {
  const places = new Map<BlobHash, Cells>();
  for (const cells of versions.values()) if (cells.meta) places.set(cells.blobHash as BlobHash, cells);
  const unpack = packReader(store, box);
  const at = (cell: unknown): InPack => read(inPackSchema, cell);
  return async (hash): Promise<Made | undefined> => {
    const cells = places.get(hash);
    if (!cells) return undefined;
    const meta = read(metaSchema, JSON.parse(new TextDecoder().decode(await unpack(at(cells.meta)))));
    const embedded = meta.embedded === null ? undefined : parseRow('embedded', meta.embedded);
    const row = embedded?.table === 'embedded' ? embedded.rows[0] : undefined;
    const previews: Made['previews'] = [];
    for (const size of PREVIEW_SIZES) {
      const place = cells[`p${size}`];
      const type = meta.types[String(size)];
      if (place && type) previews.push({ blobHash: hash, size, type, data: (await unpack(at(place))).buffer });
    }
    return { previews, embedded: row?.blobHash === hash ? row : undefined };
  };
}
