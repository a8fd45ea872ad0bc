import { type Asset, isExamined, type Version } from '../domain/asset';
import type { Category } from '../domain/category';
import type { AssetId, BlobHash } from '../domain/ids';
import {
  type MergeConflict,
  matchCategories,
  mergeAsset,
  mergeCollection,
  mergeNote,
  mergeVersions,
} from '../domain/merge';
import { writeActivity } from './activity';
import { announce } from './changes';
import { inside, type LibraryDb } from './db';
import type { Library } from './library';
import { holdBytes } from './locks';
import { readWhole, storeBytes } from './originals';
import type { Made } from './previews';
import { storingError } from './room';
import type { EmbeddedRow } from './rows';
import type { CarriedRows, CarriedTable } from './snapshot';

/** Rows of a backup, by their tables. */
export type CarriedAll = { [Name in CarriedTable]: CarriedRows[Name][] };

/** Runs a restore: bytes that are written before their rows are swept by nobody meanwhile. */
export const holdForRestore = <T>(work: () => Promise<T>): Promise<T> => holdBytes('restore', work);

/** Which bytes are not kept, or not as long as they were stored. */
export async function missingBytes(library: Library, hashes: readonly BlobHash[]): Promise<BlobHash[]> {
  const whole = await Promise.all(
    hashes.map((hash) =>
      readWhole(library, hash).then(
        () => true,
        () => false,
      ),
    ),
  );
  return hashes.filter((_, i) => !whole[i]);
}

/**
 * Keeps bytes whose row comes later, in a restore that is held.
 * @throws AppError "no-room", "vanished"
 */
export function keepBytes(library: Library, hash: BlobHash, file: Blob): Promise<void> {
  const { db } = inside(library);
  return storeBytes(library, { hash, file }, async (stored) => {
    if (stored) await db.blobs.put({ hash, ...stored });
  });
}

/** Keeps what was made of bytes elsewhere, where nothing was made of them here. */
export async function keepMade(library: Library, { previews, embedded }: Made): Promise<void> {
  const { db } = inside(library);
  await db.transaction('rw', [db.previews, db.embedded], async () => {
    const had = await db.previews.bulkGet(previews.map(({ blobHash, size }): [BlobHash, number] => [blobHash, size]));
    await db.previews.bulkAdd(previews.filter((_, i) => had[i] === undefined));
    if (embedded) await keepNewEmbedded(db, [embedded]);
  });
}

export interface RestoredAsset {
  asset: Asset;
  /** All of them whose bytes are kept by now. */
  versions: Version[];
  embedded: EmbeddedRow[];
}

/**
 * Puts an asset of a backup into the library, with what the library has of it merged field by field; in one transaction. Its bytes
 * must be kept by now.
 * @returns whether it was not there before
 */
export async function mergeRestored(
  library: Library,
  { asset, versions, embedded }: RestoredAsset,
  tell: (conflict: MergeConflict) => void,
): Promise<boolean> {
  const { db } = inside(library);
  const isNew = await db.transaction('rw', [db.assets, db.versions, db.embedded, db.previews], async () => {
    const mine = await db.assets.get(asset.id);
    const had = mine ? await db.versions.where('assetId').equals(asset.id).toArray() : [];
    const theirsIsNewer = !mine || asset.updatedAt > mine.updatedAt;
    const all = mergeVersions(had, versions, theirsIsNewer);
    const merged = withCurrent(mine ? mergeAsset(mine, asset, tell) : asset, all);
    await db.versions.bulkPut(all);
    await db.assets.put(await toBeLookedAt(db, merged));
    await keepNewEmbedded(db, embedded);
    return !mine;
  });
  announce({ assets: [asset.id] });
  return isNew;
}

/** An asset whose current version is one of those that are there, and that says of its file what that version does. */
export function withCurrent(asset: Asset, versions: readonly Version[]): Asset {
  const current = versions.find(({ id }) => id === asset.currentVersionId) ?? versions.at(-1);
  if (!current) return asset;
  const { fileName, mime, bytes, blobHash, facts } = current;
  const same = current.id === asset.currentVersionId && blobHash === asset.blobHash;
  const shown = same ? {} : { fileName, mime, bytes, blobHash, facts, state: 'stored' as const, failure: null };
  return { ...asset, ...shown, currentVersionId: current.id, versionCount: versions.length };
}

/** Previews do not travel: they are made again. */
async function toBeLookedAt(db: LibraryDb, asset: Asset): Promise<Asset> {
  const { attempts: _, ...row } = asset;
  const [width, failed] = [asset.facts.width, asset.state === 'failed' && isExamined(asset)];
  if (failed || width === 0)
    return failed || asset.state === 'ready' ? row : { ...row, state: 'stored', failure: null };
  const there = await db.previews
    .where('[blobHash+size]')
    .between([asset.blobHash, 0], [asset.blobHash, Infinity])
    .count();
  return there > 0 ? row : { ...row, state: 'stored', failure: null };
}

async function keepNewEmbedded(db: LibraryDb, rows: readonly EmbeddedRow[]): Promise<void> {
  const had = await db.embedded.bulkGet(rows.map(({ blobHash }) => blobHash));
  await db.embedded.bulkPut(rows.filter((_, i) => had[i] === undefined));
}

/**
 * Brings a backup's categories into the library; names that are there already are not made twice.
 * @returns the library's ids by those of the backup
 */
export async function mergeCategories(library: Library, theirs: readonly Category[]) {
  const { db } = inside(library);
  const ids = await db.transaction('rw', db.categories, async () => {
    const matched = matchCategories(await db.categories.toArray(), theirs);
    await db.categories.bulkAdd(matched.added);
    return matched.ids;
  });
  announce({ categories: true });
  return ids;
}

/**
 * Brings in what a backup says beside its assets: collections, notes, shares, uploads that wait, fields. Of each row with an id that
 * is here the one that was changed later stays.
 * @param here assets of the backup that are in the library now
 */
export async function mergeBeside(
  library: Library,
  rows: CarriedAll,
  here: ReadonlySet<AssetId>,
  {
    madeAt,
    tell,
    nameOf,
  }: { madeAt: number; tell: (conflict: MergeConflict) => void; nameOf: (id: AssetId) => string },
): Promise<void> {
  const { db } = inside(library);
  const tables = [db.collections, db.collectionItems, db.notes, db.shares, db.jobs, db.settings, db.activity];
  await db.transaction('rw', tables, async () => {
    const collections = await db.collections.bulkGet(rows.collections.map(({ id }) => id));
    await db.collections.bulkPut(
      rows.collections.map((row, i) => {
        const mine = collections[i];
        return mine ? mergeCollection(mine, row, tell) : row;
      }),
    );
    const items = rows.collectionItems.filter(({ assetId }) => here.has(assetId));
    const had = await db.collectionItems.bulkGet(items.map(({ id }) => id));
    await db.collectionItems.bulkAdd(items.filter((_, i) => had[i] === undefined));
    const notes = rows.notes.filter(({ assetId }) => here.has(assetId));
    const mine = await db.notes.bulkGet(notes.map(({ id }) => id));
    await db.notes.bulkPut(
      notes.map((note, i) => {
        const other = mine[i];
        return other ? mergeNote(other, note, tell, nameOf(note.assetId)) : note;
      }),
    );
    const shares = await db.shares.bulkGet(rows.shares.map(({ id }) => id));
    await db.shares.bulkAdd(rows.shares.filter((_, i) => shares[i] === undefined));
    const jobs = await db.jobs.bulkGet(rows.jobs.map(({ id }) => id));
    await db.jobs.bulkAdd(rows.jobs.filter((_, i) => jobs[i] === undefined));
    const settings = await db.settings.bulkGet(rows.settings.map(({ key }) => key));
    await db.settings.bulkAdd(rows.settings.filter((_, i) => settings[i] === undefined));
    // Lines are ordered by their numbers: what is older can only stand before what is here where nothing is.
    if ((await db.activity.count()) === 0) await db.activity.bulkAdd(rows.activity);
    await writeActivity(library, { deed: { type: 'merge-backup', count: here.size, madeAt }, assetIds: [] });
  });
  tellAll(rows);
}

function tellAll({ settings }: Pick<CarriedAll, 'settings'>): void {
  announce({ assets: null, uploads: true, notes: true, collections: true, shares: true, categories: true, undo: true });
  for (const { key } of settings) announce({ settings: key });
}

/**
 * Puts a backup in the place of everything that is here, in one transaction: before it the library is as it was, after it as the
 * backup says. The bytes of its assets must be kept by now; those of what was here are swept afterwards.
 * @param assets with the versions whose bytes are kept
 */
export async function replaceAll(
  library: Library,
  { rows, assets, madeAt }: { rows: CarriedAll; assets: readonly Omit<RestoredAsset, 'embedded'>[]; madeAt: number },
): Promise<void> {
  const { db } = inside(library);
  const here = new Set(assets.map(({ asset }) => asset.id));
  const replaced = [
    db.assets,
    db.versions,
    db.categories,
    db.collections,
    db.collectionItems,
    db.notes,
    db.shares,
    db.jobs,
    db.activity,
    db.undo,
  ];
  await db
    .transaction('rw', [...replaced, db.embedded, db.settings, db.previews], async () => {
      for (const table of replaced) await table.clear();
      for (let at = 0; at < assets.length; at += ROWS_AT_ONCE) {
        const some = assets.slice(at, at + ROWS_AT_ONCE);
        await db.versions.bulkAdd(some.flatMap(({ versions }) => versions));
        await db.assets.bulkAdd(await Promise.all(some.map(({ asset }) => toBeLookedAt(db, asset))));
      }
      await db.categories.bulkAdd(rows.categories);
      await db.collections.bulkAdd(rows.collections);
      await db.collectionItems.bulkAdd(rows.collectionItems.filter(({ assetId }) => here.has(assetId)));
      await db.notes.bulkAdd(rows.notes.filter(({ assetId }) => here.has(assetId)));
      await db.shares.bulkAdd(rows.shares);
      await db.jobs.bulkAdd(rows.jobs);
      await db.activity.bulkAdd(rows.activity);
      await db.settings.bulkPut(rows.settings);
      await db.embedded.bulkPut(rows.embedded);
      await writeActivity(library, { deed: { type: 'replace-by-backup', count: here.size, madeAt }, assetIds: [] });
    })
    .catch(async (error: unknown) => {
      throw await storingError(error, null);
    });
  tellAll(rows);
}

const ROWS_AT_ONCE = 500;
