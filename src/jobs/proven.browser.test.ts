import { afterEach, describe, expect, test } from 'vitest';
import type { Asset } from '../domain/asset';
import { DEFAULT_PROFILES } from '../domain/default-profiles';
import { codeOf } from '../domain/errors';
import { type AssetId, newId } from '../domain/ids';
import { NOTHING_SAID } from '../domain/statement';
import { createIntake } from '../intake/pipeline';
import { getAssets } from '../library/assets';
import { type OpenLibrary, openLibrary } from '../library/db';
import { damagedAssets } from '../library/originals';
import { mend, readProven } from './proven';
import { makeRendition } from './rendition';
import { makePackage } from './share-package';
import { makeZip } from './zip';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

const CACHE = { cacheLimit: 10_000_000 };
const WEB = DEFAULT_PROFILES[0] as (typeof DEFAULT_PROFILES)[number];

/** A picture as a file: PNG keeps its pixels, so each seed has bytes of its own. */
async function picture(name: string, seed: number): Promise<File> {
  const canvas = new OffscreenCanvas(120, 80);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  for (let x = 0; x < 120; x++) {
    context.fillStyle = `rgb(${(x * seed) % 255} ${(x * 7) % 255} ${seed % 255})`;
    context.fillRect(x, 0, 1, 80);
  }
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
}

/** A library with one picture. */
async function withOne(way: 'blobs' | 'chunks' = 'blobs') {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: way });
  opened.push(library);
  const file = await picture('one.png', 3);
  const [id] = await add(library, [file]);
  const row = async () => (await getAssets(library, [id as AssetId]))[0] as Asset;
  return { library, file, row };
}

async function add(library: OpenLibrary, files: File[]) {
  const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
  await intake.add(files.map((file) => ({ file, path: file.name })));
  await intake.idle();
  await intake.finish();
  return intake.rows.map((row) => row.assetId);
}

/** Ways in which a disk loses bytes, done to what is kept. */
const DAMAGES = {
  'cut short': async ({ db }: OpenLibrary, asset: Asset) => {
    const kept = await db.blobs.get(asset.blobHash);
    if (kept?.blob) await db.blobs.put({ ...kept, blob: kept.blob.slice(0, kept.bytes / 2) });
  },
  'other bytes': async ({ db }: OpenLibrary, asset: Asset) => {
    const kept = await db.blobs.get(asset.blobHash);
    if (kept?.blob) await db.blobs.put({ ...kept, blob: new Blob([new Uint8Array(kept.bytes)]) });
  },
  'not there': async ({ db }: OpenLibrary, asset: Asset) => db.blobs.delete(asset.blobHash),
};

async function codeFrom(work: Promise<unknown>) {
  return work.then(() => 'handed out', codeOf);
}

describe.each(Object.keys(DAMAGES) as (keyof typeof DAMAGES)[])('bytes that are %s where they are kept', (damage) => {
  const EXPECTED = damage === 'not there' ? 'missing-bytes' : 'stored-damaged';

  test('leave by no way, and the same file mends them', async () => {
    const { library, file, row } = await withOne();
    const asset = await row();
    expect(asset.state).toBe('ready');
    const beside = await picture('two.png', 11);
    const [other] = await add(library, [beside]);
    await DAMAGES[damage](library, asset);

    expect(await codeFrom(readProven(library, asset))).toBe(EXPECTED);
    expect(await codeFrom(makeRendition(library, asset, 'original', CACHE))).toBe(EXPECTED);
    expect(await codeFrom(makeRendition(library, asset, WEB, CACHE))).toBe(EXPECTED);
    if (damage !== 'other bytes') expect(await damagedAssets(library, [asset])).toEqual([asset]);

    for (const wanted of ['original', WEB] as const) {
      const made = await makeZip(library, {
        ids: [asset.id, other as AssetId],
        wanted,
        target: { type: 'parts' },
        signal: new AbortController().signal,
        onLine: () => {},
        ...CACHE,
      });
      expect(made.included).toBe(1);
      expect(made.failures).toEqual([{ name: 'one.png', failure: EXPECTED }]);
    }
    const members = (await getAssets(library, [asset.id, other as AssetId])).map((each) => ({
      asset: each,
      wanted: 'original' as const,
    }));
    const made = await makePackage(library, {
      members,
      about: {
        id: newId(),
        name: 'n',
        from: { name: '', email: '' },
        comment: '',
        createdAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        profile: '',
      },
      passphrase: null,
      target: { type: 'parts' },
      compact: false,
      describe: async () => NOTHING_SAID,
      signal: new AbortController().signal,
      onProgress: () => {},
      ...CACHE,
    });
    expect(made.files.map(({ name }) => name)).toEqual(['two.png']);
    expect(made.failures).toEqual([{ name: 'one.png', failure: EXPECTED }]);

    const again = createIntake(library, { onChange: () => {}, fields: () => [] });
    await again.add([{ file: new File([file], 'again.png'), path: 'again.png' }]);
    await again.idle();
    expect(again.rows[0]).toMatchObject({ status: 'known', existingId: asset.id, mended: true });
    const whole = await readProven(library, asset);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(new Uint8Array(await file.arrayBuffer()));
    expect((await row()).state).toBe('ready');
  });
});

test('a chunk that is not there, is cut, or has other bytes', async () => {
  const damages = [
    async ({ db }: OpenLibrary, hash: string) => db.chunks.delete([hash, 0]),
    async ({ db }: OpenLibrary, hash: string) => db.chunks.put({ hash, index: 0, data: new ArrayBuffer(3) }),
    async ({ db }: OpenLibrary, hash: string) => {
      const chunk = await db.chunks.get([hash, 0]);
      if (chunk) await db.chunks.put({ ...chunk, data: new ArrayBuffer(chunk.data.byteLength) });
    },
  ];
  for (const damage of damages) {
    const { library, file, row } = await withOne('chunks');
    const asset = await row();
    await damage(library, asset.blobHash);
    expect(await codeFrom(readProven(library, asset))).toBe('stored-damaged');
    expect(await mend(library, asset.blobHash, file)).toBe(true);
    expect(await mend(library, asset.blobHash, file)).toBe(false);
    expect((await readProven(library, asset)).size).toBe(file.size);
  }
});

test('a cached rendition that was damaged is made again', async () => {
  const { library, row } = await withOne();
  const asset = await row();
  const made = await makeRendition(library, asset, WEB, CACHE);
  await expect.poll(() => library.db.derivatives.count()).toBe(1);
  const [kept] = await library.db.derivatives.toArray();
  if (!kept) throw new Error('not cached');
  await library.db.derivatives.put({ ...kept, blob: new Blob([new Uint8Array(kept.bytes)]) });
  const again = await makeRendition(library, asset, WEB, CACHE);
  expect(new Uint8Array(await again.arrayBuffer())).toEqual(new Uint8Array(await made.arrayBuffer()));
});

test('what failed because its stored bytes were damaged is looked at again when they are mended', async () => {
  const { library, file, row } = await withOne();
  const asset = await row();
  await DAMAGES['cut short'](library, asset);
  await library.db.assets.update(asset.id, { state: 'stored', failure: null });
  const { examine } = await import('../intake/examine');
  await examine(library, await row());
  expect(await row()).toMatchObject({ state: 'failed', failure: 'stored-damaged' });
  await add(library, [new File([file], 'again.png')]);
  await expect.poll(async () => (await row()).state).toBe('ready');
});
