import { Dexie } from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { NO_FACTS } from '../domain/asset';
import type { BlobHash, JobId } from '../domain/ids';
import { newId } from '../domain/ids';
import { storeArrival } from './arrivals';
import { allAssets, findByHash, firstAssets, getAssets, readBytes, saveExamined, unfinishedAssets } from './assets';
import { onChange } from './changes';
import { type OpenLibrary, openLibrary } from './db';
import { clearDerivatives, derivativeUsage, getDerivative, putDerivative } from './derivatives';
import { finishUpload } from './finish-upload';
import { countOpenUploads, openUploads } from './open-uploads';
import { getPreviews } from './previews';
import { sweepOrphans } from './sweep';
import { beginUpload, dismissMissing, extendUpload, settleUpload } from './uploads';

const opened: OpenLibrary[] = [];

async function fresh(bytes: 'blobs' | 'chunks' = 'blobs'): Promise<OpenLibrary> {
  const library = await openLibrary({ name: `test-${newId()}`, bytes });
  opened.push(library);
  return library;
}

afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

function bytesOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + seed * 17) & 255;
  return bytes;
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<BlobHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
}

async function store(library: OpenLibrary, uploadId: JobId, uploadIndex: number, bytes: Uint8Array<ArrayBuffer>) {
  return storeArrival(library, {
    file: new File([bytes], `file ${uploadIndex}.bin`),
    fileName: `file ${uploadIndex}.bin`,
    modifiedAt: 1000,
    hash: await hashOf(bytes),
    mime: 'application/octet-stream',
    kind: 'other',
    toExamine: true,
    uploadId,
    uploadIndex,
    origin: 'upload',
    embedded: {},
    values: {},
  });
}

describe.each(['blobs', 'chunks'] as const)('originals kept as %s', (way) => {
  test('come back byte for byte, and their kind of keeping is the one asked for', async () => {
    const library = await fresh(way);
    expect(library.bytes.way).toBe(way);
    const id = await beginUpload(library, []);
    for (const size of [1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 9_000_000]) {
      const bytes = bytesOf(size, size);
      const asset = await store(library, id, size, bytes);
      const read = await readBytes(library, asset.blobHash, asset.mime);
      expect(read.size).toBe(size);
      expect(await hashOf(new Uint8Array(await read.arrayBuffer()))).toBe(asset.blobHash);
    }
    expect((await library.db.chunks.count()) > 0).toBe(way === 'chunks');
  });

  test('equal bytes are kept once, however many assets hold them', async () => {
    const library = await fresh(way);
    const id = await beginUpload(library, []);
    const bytes = bytesOf(50_000);
    await Promise.all([store(library, id, 0, bytes), store(library, id, 1, bytes), store(library, id, 2, bytes)]);
    expect(await library.db.blobs.count()).toBe(1);
    expect(await library.db.assets.count()).toBe(3);
    if (way === 'chunks') expect(await library.db.chunks.count()).toBe(1);
  });

  test('what fails while it is stored leaves no half asset, and the sweep takes bytes without owner', async () => {
    const library = await fresh(way);
    const id = await beginUpload(library, []);
    const kept = await store(library, id, 0, bytesOf(1000, 3));
    // The version's key is taken: the transaction fails after the bytes were written.
    library.db.versions.hook('creating', () => {
      throw new Error('killed here');
    });
    await expect(store(library, id, 1, bytesOf(5_000_000, 4))).rejects.toThrow();
    expect(await library.db.assets.count()).toBe(1);
    expect(await library.db.versions.count()).toBe(1);
    expect(await library.db.blobs.count()).toBe(1);
    await library.db.blobs.put({ hash: 'f'.repeat(64), blob: null, chunkCount: 0, bytes: 0, type: '' });
    await sweepOrphans(library);
    expect(await library.db.blobs.toCollection().primaryKeys()).toEqual([kept.blobHash]);
    const chunkOwners = new Set(
      ((await library.db.chunks.toCollection().primaryKeys()) as [string, number][]).map(([key]) => key),
    );
    expect([...chunkOwners]).toEqual(way === 'chunks' ? [kept.blobHash] : []);
  });

  test('the cache of made files stays within its limit and lets the least used go', async () => {
    const library = await fresh(way);
    const hash = 'a'.repeat(64) as BlobHash;
    const put = (fingerprint: string) =>
      putDerivative(library, { hash, fingerprint, file: new Blob([bytesOf(1000)]), limit: 3500 });
    await put('a');
    await put('b');
    await put('c');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await getDerivative(library, hash, 'a')).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await put('d');
    expect((await derivativeUsage(library)).bytes).toBeLessThanOrEqual(3500);
    expect(await getDerivative(library, hash, 'b')).toBeUndefined();
    expect((await getDerivative(library, hash, 'a'))?.size).toBe(1000);
    await putDerivative(library, { hash, fingerprint: 'huge', file: new Blob([bytesOf(5000)]), limit: 3500 });
    expect(await getDerivative(library, hash, 'huge')).toBeUndefined();
    await clearDerivatives(library);
    expect(await derivativeUsage(library)).toEqual({ files: 0, bytes: 0 });
    expect(await library.db.chunks.count()).toBe(0);
  });
});

test('an upload: not finalised until "Finish", final at once after it, over when nothing is missing', async () => {
  const library = await fresh();
  const id = await beginUpload(library, [
    { name: 'file 0.bin', bytes: 10 },
    { name: 'file 1.bin', bytes: 11 },
    { name: 'file 2.bin', bytes: 12 },
  ]);
  const first = await store(library, id, 0, bytesOf(10, 1));
  expect(first.finalisedAt).toBe(0);
  const [open] = await openUploads(library);
  expect(open?.arrived.map((asset) => asset.fileName)).toEqual(['file 0.bin']);
  expect(open?.missing.map((file) => file.name)).toEqual(['file 1.bin', 'file 2.bin']);
  expect(await countOpenUploads(library)).toBe(3);

  await finishUpload(library, id);
  expect((await getAssets(library, [first.id]))[0]?.finalisedAt).toBeGreaterThan(0);
  const second = await store(library, id, 1, bytesOf(11, 2));
  expect(second.finalisedAt).toBeGreaterThan(0);
  await settleUpload(library, id, [{ index: 2, name: 'file 2.bin', bytes: 12, failure: 'vanished' }]);
  expect((await openUploads(library))[0]?.missing).toEqual([
    { index: 2, name: 'file 2.bin', bytes: 12, failure: 'vanished' },
  ]);
  await dismissMissing(library, id);
  expect(await openUploads(library)).toEqual([]);
  expect(await library.db.jobs.count()).toBe(0);
});

test('files added to an upload that was settled get indexes of their own, so that none passes for arrived', async () => {
  const library = await fresh();
  const id = await beginUpload(library, [{ name: 'file 0.bin', bytes: 10 }]);
  await store(library, id, 0, bytesOf(10, 1));
  await settleUpload(library, id, []);
  expect(await extendUpload(library, id, [{ name: 'second', bytes: 5 }])).toBe(1);
  expect((await openUploads(library))[0]?.missing.map((file) => file.name)).toEqual(['second']);
  await settleUpload(library, id, []);
  expect(await extendUpload(library, id, [{ name: 'third', bytes: 5 }], [], 7)).toBe(7);

  // Only known files so far: the upload is still there to be added to.
  const other = await beginUpload(library, [{ name: 'known', bytes: 1 }]);
  await settleUpload(library, other, []);
  expect(await extendUpload(library, other, [{ name: 'new', bytes: 2 }], [], 1)).toBe(1);
});

test('examining makes an asset ready or failed, with its previews, and a twin takes over what is known', async () => {
  const library = await fresh();
  const id = await beginUpload(library, []);
  const bytes = bytesOf(100, 9);
  const asset = await store(library, id, 0, bytes);
  expect((await unfinishedAssets(library)).map((each) => each.id)).toEqual([asset.id]);
  const preview = { size: 320 as const, type: 'image/webp', data: new ArrayBuffer(8) };
  await saveExamined(library, asset.blobHash, {
    facts: { ...NO_FACTS, width: 4, height: 3 },
    failure: null,
    previews: [preview],
  });
  const [blob, none] = await getPreviews(library, [asset.blobHash, 'b'.repeat(64) as BlobHash], 320);
  expect(blob?.size).toBe(8);
  expect(none).toBeUndefined();
  expect(await unfinishedAssets(library)).toEqual([]);
  const twin = await store(library, id, 1, bytes);
  expect(twin.state).toBe('ready');
  expect(twin.facts.width).toBe(4);
  const other = await store(library, id, 2, bytesOf(100, 10));
  await saveExamined(library, other.blobHash, { facts: NO_FACTS, failure: 'damaged', previews: [] });
  expect((await getAssets(library, [other.id]))[0]).toMatchObject({ state: 'failed', failure: 'damaged' });
});

test('the first rows come newest first, and every asset once from the walk over all', async () => {
  const library = await fresh();
  const id = await beginUpload(library, []);
  const made = [];
  for (let i = 0; i < 7; i++) made.push((await store(library, id, i, bytesOf(10 + i, i))).id);
  expect((await firstAssets(library, { limit: 3 })).map((asset) => asset.id)).toEqual(made.slice(-3).reverse());
  expect((await firstAssets(library, { limit: 3, oldestFirst: true })).map((asset) => asset.id)).toEqual(
    made.slice(0, 3),
  );
  const walked = [];
  for await (const batch of allAssets(library, { batch: 2 })) walked.push(...batch.map((asset) => asset.id));
  expect(walked).toEqual(made);
  await library.db.assets.update(made[6] as string, { deletedAt: 5 });
  expect((await firstAssets(library, { limit: 1 }))[0]?.id).toBe(made[5]);
  const [gone] = await library.db.assets.bulkGet([made[6] as string]);
  expect(await findByHash(library, gone?.blobHash as BlobHash)).toBeUndefined();
});

test('a change is announced to this tab and to others', async () => {
  const library = await fresh();
  const here: unknown[] = [];
  const end = onChange((change) => here.push(change));
  const there = new BroadcastChannel('satchel-library');
  const heard = new Promise((resolve) => {
    there.onmessage = ({ data }) => {
      if (data.assets) resolve(data.assets);
    };
  });
  const id = await beginUpload(library, []);
  const asset = await store(library, id, 0, bytesOf(10));
  expect(await heard).toEqual([asset.id]);
  expect(here).toContainEqual({ assets: [asset.id] });
  end();
  there.close();
});

test('a newer library closes this one and says so; a library of a newer program is not opened', async () => {
  const name = `test-${newId()}`;
  let superseded = false;
  const first = await openLibrary({ name, bytes: 'blobs', onSuperseded: () => (superseded = true) });
  const newer = new Dexie(name);
  newer.version(99).stores({});
  await newer.open();
  expect(superseded).toBe(true);
  expect(first.db.isOpen()).toBe(false);
  newer.close();
  const outcome = await openLibrary({ name, bytes: 'blobs' }).then(
    () => 'opened',
    (error) => error.code,
  );
  expect(outcome).toBe('library-newer');
  await Dexie.delete(name);
});

test('whether blobs are kept is found out by trying, once', async () => {
  const name = `test-${newId()}`;
  const library = await openLibrary({ name });
  opened.push(library);
  expect(library.bytes.way).toBe('blobs');
  expect(await library.db.blobs.count()).toBe(0);
  expect((await library.db.settings.get('probe:blobs'))?.value).toBe(true);
});

test('after any sequence of arrivals and failures, every version has its bytes and all bytes have a version', async () => {
  const step = fc.record({ seed: fc.nat(3), fail: fc.boolean(), sweep: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('blobs' as const, 'chunks' as const),
      fc.array(step, { maxLength: 8 }),
      async (way, steps) => {
        const library = await fresh(way);
        const id = await beginUpload(library, []);
        let failing = false;
        library.db.assets.hook('creating', () => {
          if (failing) throw new Error('killed here');
        });
        for (const [index, { seed, fail, sweep }] of steps.entries()) {
          failing = fail;
          await store(library, id, index, bytesOf(2000, seed)).catch(() => {});
          failing = false;
          if (sweep) await sweepOrphans(library);
        }
        await sweepOrphans(library);
        const owners = new Set((await library.db.versions.toArray()).map((version) => version.blobHash));
        const kept = new Set((await library.db.blobs.toCollection().primaryKeys()) as BlobHash[]);
        expect(kept).toEqual(owners);
        for (const hash of owners) expect((await readBytes(library, hash, '')).size).toBe(2000);
      },
    ),
    { numRuns: 15 },
  );
});
