import { expect, test } from 'vitest';
import { fileOf, fresh } from '../../tests/support/libraries';
import { into, titled } from '../../tests/support/scene';
import type { JobId } from '../domain/ids';
import { type Arrival, storeArrival, storeUnlessKnown } from './arrivals';
import { createCategory } from './categories';
import { finishUpload } from './finish-upload';
import { deleteAssets } from './trash';
import { beginUpload } from './uploads';

async function arrivalOf(text: string, uploadId: JobId, change: Partial<Arrival> = {}): Promise<Arrival> {
  return { ...(await fileOf(text)), uploadId, uploadIndex: 0, origin: 'upload', values: {}, ...change };
}

test('bytes that a living asset has make no second one, unless it is asked for', async () => {
  const library = await fresh();
  const upload = await beginUpload(library, []);
  const arrival = await arrivalOf('one', upload);
  const first = await storeUnlessKnown(library, arrival);
  expect(first.known).toBe(false);
  expect(await storeUnlessKnown(library, arrival)).toMatchObject({ known: true, asset: { id: first.asset.id } });
  expect(await library.db.assets.count()).toBe(1);
  await storeArrival(library, arrival);
  expect(await library.db.assets.count()).toBe(2);
  expect(await library.db.blobs.count()).toBe(1);
});

test('an asset in Deleted is not one that has the bytes', async () => {
  const library = await fresh();
  const upload = await beginUpload(library, []);
  const { asset } = await storeUnlessKnown(library, await arrivalOf('one', upload));
  await finishUpload(library, upload);
  await deleteAssets(library, [asset.id]);
  expect((await storeUnlessKnown(library, await arrivalOf('one', upload))).known).toBe(false);
});

test('what comes before "Finish" waits for it; what comes after is final, and gets what was given to all', async () => {
  const library = await fresh();
  const upload = await beginUpload(library, []);
  const category = await createCategory(library, 'Sea');
  const early = await storeArrival(library, await arrivalOf('early', upload));
  expect(early.finalisedAt).toBe(0);
  const edit = { fields: titled('Given').fields, categories: into(category).categories };
  await finishUpload(library, upload, { all: edit, single: {} });
  const late = await storeArrival(library, await arrivalOf('late', upload, { uploadIndex: 1 }));
  for (const { id } of [early, late]) {
    const asset = await library.db.assets.get(id);
    expect(asset).toMatchObject({ title: 'Given', categoryIds: [category] });
    expect(asset?.finalisedAt).toBeGreaterThan(0);
  }
});

test('a new asset begins with what is believed of its file; all that the file says is kept', async () => {
  const library = await fresh();
  const upload = await beginUpload(library, []);
  const embedded = { 'dc:title': 'Harbour', 'dc:rights': 'mine' };
  const arrival = await arrivalOf('one', upload, { embedded, values: { title: 'Harbour', rating: 3 } });
  expect(await storeArrival(library, arrival)).toMatchObject({ title: 'Harbour', rating: 3 });
  expect((await library.db.embedded.get(arrival.hash))?.properties).toEqual(embedded);
});
