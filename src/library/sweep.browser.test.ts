import { expect, test } from 'vitest';
import { fileOf, filled } from '../../tests/support/libraries';
import { preview } from '../../tests/support/scene';
import { NO_FACTS } from '../domain/asset';
import type { BlobHash } from '../domain/ids';
import { putEmbedded, readBytes, saveExamined } from './assets';
import type { OpenLibrary } from './db';
import { getDerivative, putDerivative } from './derivatives';
import { sweepOrphans } from './sweep';
import { addVersion, deleteVersion, versionsOf } from './versions';

const kept = (library: OpenLibrary) => library.db.blobs.toCollection().primaryKeys();

test('bytes that a step would bring back stay as long as the step', async () => {
  const { library, ids } = await filled(1);
  const [first] = await library.db.versions.toArray();
  for (const id of ids)
    await addVersion(library, id, await fileOf('second'), { comment: '', values: {}, categoryIds: null });
  if (first) await deleteVersion(library, first.id, () => 'image');
  await sweepOrphans(library);
  expect(new Set(await kept(library))).toEqual(new Set([first?.blobHash, (await fileOf('second')).hash]));
  await library.db.undo.clear();
  await sweepOrphans(library);
  expect(await kept(library)).toEqual([(await fileOf('second')).hash]);
});

test('the bytes that an asset shows stay, though the row of its version is lost', async () => {
  const { library, ids } = await filled(1);
  await library.db.versions.clear();
  await sweepOrphans(library);
  expect((await kept(library)).length).toBe(1);
  for (const id of ids) expect(await versionsOf(library, id)).toEqual([]);
});

test('what nobody owns goes, with what was read and made of it; all else stays', async () => {
  const { library, ids } = await filled(2);
  const { db } = library;
  const hashes: BlobHash[] = [(await fileOf('file 0')).hash, (await fileOf('file 1')).hash];
  for (const hash of hashes) {
    await db.embedded.delete(hash);
    await putEmbedded(library, hash, { 'dc:title': 'x' });
    await saveExamined(library, hash, { facts: NO_FACTS, failure: null, previews: [preview()] });
    await putDerivative(library, { hash, fingerprint: 'web', file: new Blob(['made']), limit: 1000 });
  }
  const [gone] = ids;
  await db.versions
    .where('assetId')
    .equals(gone ?? '')
    .delete();
  await db.assets.delete(gone as never);
  await sweepOrphans(library);
  for (const table of [db.embedded, db.previews, db.derivatives])
    expect((await table.toArray()).map(({ blobHash }) => blobHash)).toEqual(hashes.slice(1));
  expect(await kept(library)).toEqual(hashes.slice(1));
});

test('chunks of originals and of made files stay, those of nobody go', async () => {
  const { library } = await filled(1, 'chunks');
  const { hash } = await fileOf('file 0');
  await putDerivative(library, { hash, fingerprint: 'web', file: new Blob(['made']), limit: 1000 });
  const left = await fileOf('left by a tab that was killed');
  await library.bytes.prepare(left.hash, left.file);
  expect(await library.db.chunks.count()).toBe(3);
  await sweepOrphans(library);
  expect(await library.db.chunks.count()).toBe(2);
  expect(await (await readBytes(library, hash, '')).text()).toBe('file 0');
  expect(await (await getDerivative(library, hash, 'web'))?.text()).toBe('made');
});
