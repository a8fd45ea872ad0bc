import './dexie-errors';
import { Dexie, type Table } from 'dexie';
import type { Asset, Version } from '../domain/asset';
import type { Category } from '../domain/category';
import type { Collection, CollectionItem } from '../domain/collection';
import { AppError, codeOf } from '../domain/errors';
import { newId } from '../domain/ids';
import type { Note } from '../domain/note';
import type { Share } from '../domain/share';
import { type ByteStore, blobStore, chunkStore } from './bytes';
import type { Library, OpenOptions } from './library';
import { storingError } from './room';
import type {
  ActivityRow,
  BlobRow,
  CarrierRow,
  ChunkRow,
  ClockRow,
  DerivativeRow,
  DeviceRow,
  EmbeddedRow,
  JobRow,
  OutboxRow,
  PreviewRow,
  SentRow,
  SettingRow,
  StampRow,
  UndoRow,
} from './rows';
import { stamping } from './stamping';

/**
 * The library's tables. Every change of them is a further `version(n)` with its migration; a test opens a library of
 * each older one.
 */
export class LibraryDb extends Dexie {
  declare assets: Table<Asset, string>;
  declare versions: Table<Version, string>;
  declare blobs: Table<BlobRow, string>;
  declare chunks: Table<ChunkRow, [string, number]>;
  declare previews: Table<PreviewRow, [string, number]>;
  declare derivatives: Table<DerivativeRow, [string, string]>;
  declare categories: Table<Category, string>;
  declare collections: Table<Collection, string>;
  declare collectionItems: Table<CollectionItem, string>;
  declare notes: Table<Note, string>;
  declare shares: Table<Share, string>;
  declare carriers: Table<CarrierRow, string>;
  declare jobs: Table<JobRow, string>;
  declare undo: Table<UndoRow, string>;
  declare settings: Table<SettingRow, string>;
  declare activity: Table<ActivityRow, number>;
  declare embedded: Table<EmbeddedRow, string>;
  declare sync: Table<ClockRow | DeviceRow, string>;
  declare stamps: Table<StampRow, [string, string]>;
  declare outbox: Table<Omit<OutboxRow, 'n'> & { n?: number }, number>;
  declare sent: Table<SentRow, string>;

  /** @param until the newest version to know: a test opens a library as an older program did */
  constructor(name: string, until = Number.POSITIVE_INFINITY) {
    // Strict: a transaction is done when it is on the disk. Measured: 0.3 to 0.5 ms more for each.
    // And opened by `openLibrary` alone: where the site's data were cleared, the next read must not make an empty library
    // in silence.
    super(name, { chromeTransactionDurability: 'strict', autoOpen: false });
    this.version(1).stores({
      assets: 'id, [deletedAt+createdAt], [finalisedAt+createdAt], state, uploadId, blobHash, *categoryIds',
      versions: 'id, assetId, blobHash',
      blobs: 'hash',
      chunks: '[hash+index]',
      previews: '[blobHash+size]',
      derivatives: '[blobHash+fingerprint], usedAt',
      categories: 'id, parentId',
      collections: 'id, name',
      collectionItems: '[collectionId+assetId], collectionId, assetId',
      exportProfiles: 'id',
      notes: 'id, assetId',
      shares: 'id, expiresAt',
      carriers: 'id',
      jobs: 'id, createdAt',
      undo: 'id, at',
      settings: 'key',
      activity: '++id, assetId, at',
    });
    if (until < 2) return;
    // The catalogue: steps that can be undone, activity of many assets at once, and all that files say of themselves.
    this.version(2).stores({
      undo: 'id, undone, *hashes',
      activity: '++id, *assetIds, big',
      embedded: 'blobHash',
    });
    if (until < 3) return;
    // Collections: an item has an id, by which a step finds it again. A table's key cannot be changed, and nothing was in
    // this one: it is taken away and made anew.
    this.version(3).stores({ collectionItems: null });
    this.version(4).stores({ collectionItems: 'id, collectionId, assetId' });
    if (until < 5) return;
    // Newest first is the order of arrival, not of what a clock said. See [Note: Order without a clock].
    this.version(5).stores({
      assets:
        'id, [deletedAt+id], [deletedAt+createdAt], [finalisedAt+createdAt], state, uploadId, blobHash, *categoryIds',
    });
    if (until < 6) return;
    // Deeds in place of sentences, in steps and activity: rows that are there keep their words (`deedOf`), since to write them
    // anew would want room for all of them. And a table goes that nothing was ever in.
    this.version(6).stores({ exportProfiles: null });
    if (until < 7) return;
    // A sidecar that comes alone finds its picture by the file's name. Rows stay as they are: the browser makes the index of them.
    this.version(7).stores({
      assets:
        'id, [deletedAt+id], [deletedAt+createdAt], [finalisedAt+createdAt], state, uploadId, blobHash, *categoryIds, fileName',
    });
    if (until < 8) return;
    // A library in a storage of the user's: when each cell was written, what is still to be sent, and what lies there. See
    // [Note: Stamps beside rows].
    this.version(8).stores({ sync: 'key', stamps: '[table+id]', outbox: '++n', sent: 'hash' });
    this.use(stamping);
  }
}

/** A library as its own verbs have it; to everybody else it is a `Library`. */
export interface OpenLibrary extends Library {
  db: LibraryDb;
  bytes: ByteStore;
}

const isOpen = (library: Library): library is OpenLibrary => 'db' in library && library.db instanceof LibraryDb;

/** What is behind a library's handle. */
export function inside(library: Library): OpenLibrary {
  if (!isOpen(library)) throw new AppError('library-closed');
  return library;
}

/** Dexie's version 1 is 10 in IndexedDB: it leaves room for its own repairs. */
const DEXIE_FACTOR = 10;

/**
 * Opens the library, making it at the first visit.
 * @throws AppError "library-refused", "library-newer", "no-room"
 */
export async function openLibrary(options: OpenOptions & { name: string }): Promise<OpenLibrary> {
  const db = new LibraryDb(options.name);
  db.on('blocked', () => options.onBlocked?.());
  let closing = false;
  db.on('versionchange', (event) => {
    closing = true;
    db.close();
    // Without a version somebody takes the library away: the site's data are cleared.
    if (event.newVersion === null) options.onTerminated?.();
    else options.onSuperseded?.();
  });
  db.on('close', () => {
    if (!closing) options.onTerminated?.();
  });
  const refused = (cause: unknown): AppError => {
    closing = true;
    db.close();
    const code = codeOf(cause);
    return new AppError(code === 'no-room' || code === 'library-newer' ? code : 'library-refused', { cause });
  };
  try {
    await db.open();
  } catch (cause) {
    throw refused(cause);
  }
  // Dexie opens a newer program's library as it is; writing there could harm what this program does not know.
  if (Math.floor(db.backendDB().version / DEXIE_FACTOR) > db.verno) {
    closing = true;
    db.close();
    throw new AppError('library-newer');
  }
  try {
    const blobs = options.bytes ? options.bytes === 'blobs' : await blobsAreKept(db);
    return { db, id: await idOf(db), bytes: blobs ? blobStore() : chunkStore(db), author: '' };
  } catch (cause) {
    throw refused(cause);
  }
}

const ID = 'library:id';

function idOf(db: LibraryDb): Promise<string> {
  return db.transaction('rw', db.settings, async () => {
    const known = (await db.settings.get(ID))?.value;
    if (typeof known === 'string') return known;
    const id = newId<string>();
    await db.settings.put({ key: ID, value: id });
    return id;
  });
}

/**
 * Whether a library whose connection the browser closed is still there; without making it where it is not.
 * @returns undefined where the browser does not tell
 */
export async function isThere({ db: { name }, id }: OpenLibrary): Promise<boolean | undefined> {
  if (!('databases' in indexedDB)) return undefined;
  const known = await indexedDB.databases();
  if (!known.some((each) => each.name === name)) return false;
  // Another tab may have made a new one of the same name already.
  const now = new Dexie(name, { autoOpen: false });
  try {
    await now.open();
    const row: unknown = await now.table('settings').get(ID);
    return typeof row === 'object' && row !== null && 'value' in row && row.value === id;
  } catch (cause) {
    return cause instanceof Error && cause.name === 'NoSuchDatabaseError' ? false : undefined;
  } finally {
    now.close();
  }
}

const PROBE = 'probe:blobs';

/** WebKit refuses blobs in private and automated sessions; the only way to know is to try, once and for all. */
async function blobsAreKept(db: LibraryDb): Promise<boolean> {
  const known = await db.settings.get(PROBE);
  if (known) return known.value === true;
  let kept = true;
  try {
    await db.blobs.put({ hash: PROBE, blob: new Blob(['?']), chunkCount: 0, bytes: 1, type: '' });
    await db.blobs.delete(PROBE);
  } catch (error) {
    // A full disk says nothing of the browser: a library that was begun on one would keep chunks for ever.
    const told = await storingError(error, null);
    if (codeOf(told) === 'no-room') throw told;
    kept = false;
  }
  await db.settings.put({ key: PROBE, value: kept });
  return kept;
}
