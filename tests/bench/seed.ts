import { Dexie } from 'dexie';
import { NO_FACTS } from '../../src/domain/asset';
import type { Edit, FieldEdit } from '../../src/domain/bulk-edit';
import type { FieldValue } from '../../src/domain/field';
import type { AssetId, BlobHash } from '../../src/domain/ids';
import { storeArrival } from '../../src/library/arrivals';
import { readBytes, saveExamined } from '../../src/library/assets';
import { cloneAssets } from '../../src/library/clone';
import { type OpenLibrary, openLibrary } from '../../src/library/db';
import { editEach } from '../../src/library/edit';
import { finishUpload } from '../../src/library/finish-upload';
import { LIBRARY_NAME } from '../../src/library/library';
import { beginUpload, settleUpload } from '../../src/library/uploads';
import { readEmbedded } from '../../src/metadata/read';

/**
 * Makes many assets through the library's own verbs: each its own transaction, as if it had been uploaded; bytes and
 * previews are those of the assets that are there already.
 */
async function seed(count: number): Promise<number> {
  const library = await openLibrary({ name: LIBRARY_NAME });
  const models = await library.db.assets.toArray();
  if (models.length === 0) throw new Error('upload something first');
  const uploadId = await beginUpload(library, []);
  await finishUpload(library, uploadId);
  let next = 0;
  const work = async () => {
    for (let i = next++; i < count; i = next++) {
      const model = models[i % models.length];
      if (!model) return;
      const file = await readBytes(library, model.blobHash, model.mime);
      await storeArrival(library, {
        file,
        fileName: `Seeded ${String(i).padStart(6, '0')} ${model.fileName}`,
        modifiedAt: model.createdAt,
        hash: model.blobHash,
        mime: model.mime,
        kind: model.kind,
        toExamine: true,
        uploadId,
        uploadIndex: i,
        origin: 'upload',
        embedded: {},
        values: {},
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await settleUpload(library, uploadId, []);
  library.db.close();
  return count;
}

/** Makes bytes of a size and an asset of them, for downloads of many gigabytes that need not be uploaded one by one. */
async function seedBytes(name: string, size: number): Promise<void> {
  const library: OpenLibrary = await openLibrary({ name: LIBRARY_NAME });
  const uploadId = await beginUpload(library, []);
  const part = new Uint8Array(1024 * 1024);
  for (let at = 0; at < part.length; at += 65_536) crypto.getRandomValues(part.subarray(at, at + 65_536));
  const file = new Blob(Array.from({ length: Math.ceil(size / part.length) }, () => part)).slice(0, size);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  const asset = await storeArrival(library, {
    file,
    fileName: name,
    modifiedAt: Date.now(),
    hash,
    mime: 'application/zip',
    kind: 'archive',
    toExamine: false,
    uploadId,
    uploadIndex: 0,
    origin: 'upload',
    embedded: {},
    values: {},
  });
  await saveExamined(library, asset.blobHash, { facts: NO_FACTS, failure: null, previews: [] });
  await finishUpload(library, uploadId);
  await settleUpload(library, uploadId, []);
  library.db.close();
}

const PLACES = ['Harbour', 'Lake', 'Mountain', 'Market', 'Łódź', '港'];

/** Gives every asset words of its own and some that it shares, as a used library has them. */
async function seedWords(distinct: number): Promise<void> {
  const library = await openLibrary({ name: LIBRARY_NAME });
  const ids = (await library.db.assets.toCollection().primaryKeys()) as AssetId[];
  const edits = new Map(
    ids.map((id, i): [AssetId, Edit] => {
      const set = (value: FieldValue): FieldEdit => ({ type: 'set', value });
      const place = PLACES[i % PLACES.length] ?? '';
      return [
        id,
        {
          categories: null,
          fields: {
            title: set(`${place} ${i}`),
            description: set(`Word ${i % 997} by the ${place} on day ${i % 365}`),
            keywords: set([`keyword ${i % distinct}`, place, `year ${1990 + (i % 35)}`]),
            creator: set([`Photographer ${i % 12}`]),
          },
        },
      ];
    }),
  );
  await editEach(library, edits, (count) => ({ type: 'import-table', count }));
  library.db.close();
}

/** The assets' rows into a table with the same indexes by Dexie alone. @returns milliseconds */
async function bareBulkPut(times: number): Promise<number> {
  const library = await openLibrary({ name: LIBRARY_NAME });
  const rows = await library.db.assets.toArray();
  const { schema } = library.db.assets;
  const indexes = [schema.primKey, ...schema.indexes].map((index) => index.src).join(', ');
  library.db.close();
  const bare = new Dexie('bare');
  bare.version(1).stores({ assets: indexes });
  await bare.table('assets').bulkPut(rows);
  const started = performance.now();
  for (let i = 0; i < times; i++) {
    await bare.table('assets').bulkPut(rows.map((row) => ({ ...row, updatedAt: row.updatedAt + 1 + i })));
  }
  const took = performance.now() - started;
  await bare.delete();
  return took;
}

/** Clones many assets. @returns the bytes that the originals' table grew by */
async function cloneMany(count: number, size: number): Promise<number> {
  await seedBytes('ten megabytes.bin', size);
  const library = await openLibrary({ name: LIBRARY_NAME });
  const bytes = async () => {
    let sum = 0;
    await library.db.blobs.each((row) => {
      sum += row.bytes;
    });
    return sum;
  };
  const before = await bytes();
  const big = await library.db.assets.filter((asset) => asset.bytes === size).first();
  if (!big) throw new Error('nothing to clone');
  let ids: AssetId[] = [big.id];
  while (ids.length < count) ids = [...ids, ...(await cloneAssets(library, ids.slice(0, count - ids.length)))];
  await cloneAssets(library, ids);
  const after = await bytes();
  library.db.close();
  return after - before;
}

const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'files' });
document.body.append(input);

/** Reads all metadata of the chosen files by the code that intake runs. @returns milliseconds */
async function readMetadata(): Promise<number> {
  const files = [...(input.files ?? [])];
  const started = performance.now();
  for (const file of files) await readEmbedded(await file.arrayBuffer());
  return performance.now() - started;
}

Object.assign(window, { seed, seedBytes, seedWords, bareBulkPut, cloneMany, readMetadata });
