import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { newId } from '../domain/ids';
import { type OpenLibrary, openLibrary } from '../library/db';
import { openUploads } from '../library/open-uploads';
import { createIntake } from './pipeline';

const opened: OpenLibrary[] = [];

afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

/** Files that nothing looks into, each with its own bytes. */
const batchOf = (batch: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const name = `batch ${batch} file ${i}.bin`;
    return { file: new File([name], name), path: name };
  });

test('batches that are dropped at the same time are one upload, and every file keeps its own place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }), async (sizes) => {
      const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
      opened.push(library);
      const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
      const names = sizes.flatMap((size, batch) => batchOf(batch, size).map(({ path }) => path));
      // "Finish" too may be pressed before the last batch is named.
      const added = sizes.map((size, batch) => intake.add(batchOf(batch, size)));
      const finished = intake.finish();
      await Promise.all([...added, finished]);
      await intake.idle();

      const assets = await library.db.assets.toArray();
      expect(assets.map((asset) => asset.fileName).sort()).toEqual([...names].sort());
      expect(new Set(assets.map((asset) => asset.uploadIndex)).size).toBe(names.length);
      expect(new Set(assets.map((asset) => asset.uploadId)).size).toBe(1);
      expect(assets.every((asset) => asset.finalisedAt > 0)).toBe(true);
      expect(intake.rows.map((row) => row.name)).toEqual(names);
      // In the order in which they were dropped.
      const inOrder = [...assets].sort((a, b) => a.uploadIndex - b.uploadIndex).map((asset) => asset.fileName);
      expect(inOrder).toEqual(names);
    }),
    { numRuns: 10 },
  );
});

test('what a second batch names while the first one ends stays expected', async () => {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
  await intake.add(batchOf(0, 2));
  await intake.idle();
  for (let batch = 1; batch < 6; batch++) {
    const adding = intake.add(batchOf(batch, 1));
    await adding;
    const [upload] = await openUploads(library);
    // Named or there: a tab that dies now can say what had not arrived.
    const known = [
      ...(upload?.arrived ?? []).map(({ fileName }) => fileName),
      ...(upload?.missing ?? []).map(({ name }) => name),
    ];
    expect(known).toContain(`batch ${batch} file 0.bin`);
    await intake.idle();
  }
  expect(await library.db.assets.count()).toBe(7);
});
