import { afterEach, expect, test } from 'vitest';
import type { BlobHash } from '../domain/ids';
import { newId } from '../domain/ids';
import { storeArrival } from './arrivals';
import { currentVersion, getAssets, getEmbedded, putEmbedded } from './assets';
import { cloneAssets } from './clone';
import { type OpenLibrary, openLibrary } from './db';
import { beginUpload } from './uploads';

let library: OpenLibrary;
afterEach(() => library.db.delete());

const HASH = 'a'.repeat(64) as BlobHash;

async function arrived() {
  library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  return storeArrival(library, {
    file: new File(['x'], 'a.jpg'),
    fileName: 'a.jpg',
    modifiedAt: 1000,
    hash: HASH,
    mime: 'image/jpeg',
    kind: 'image',
    toExamine: false,
    uploadId: await beginUpload(library, []),
    uploadIndex: 0,
    origin: 'upload',
    embedded: { 'dc:title': 'File' },
    beside: { sidecar: { 'dc:title': 'Sidecar' } },
    values: {},
  });
}

test('what a file says and what came beside it are kept apart, and a clone takes both along', async () => {
  const asset = await arrived();
  expect(await getEmbedded(library, HASH)).toEqual({ properties: { 'dc:title': 'File' } });
  const [id] = await cloneAssets(library, [asset.id]);
  const [clone] = await getAssets(library, id ? [id] : []);
  for (const each of [asset, clone]) {
    expect(each && (await currentVersion(library, each))?.beside).toEqual({ sidecar: { 'dc:title': 'Sidecar' } });
  }
});

test('what an older program read is not taken for what is in the file', async () => {
  await arrived();
  await library.db.embedded.put({ blobHash: HASH, properties: { 'dc:title': 'Sidecar' } });
  expect(await getEmbedded(library, HASH)).toBeUndefined();
  await putEmbedded(library, HASH, { 'dc:title': 'File' });
  const kept = { properties: { 'dc:title': 'File' }, before: { 'dc:title': 'Sidecar' } };
  expect(await getEmbedded(library, HASH)).toEqual(kept);
  await putEmbedded(library, HASH, { 'dc:title': 'File' });
  expect(await getEmbedded(library, HASH)).toEqual(kept);
});
