import { afterEach, expect, test } from 'vitest';
import { makeScene } from '../../tests/support/scene';
import { VERBS } from '../../tests/support/verbs';
import type { Verb } from '../../tests/support/verbs/verb';
import { checkRows } from './check-rows';
import type { OpenLibrary } from './db';
import { spaceOf } from './space';
import { sweepOrphans } from './sweep';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function scene(bytes: 'blobs' | 'chunks') {
  const made = await makeScene(bytes);
  opened.push(made.library);
  return made;
}

/** What they are done to is damaged, so that they have something to mend. */
const OF_DAMAGED = ['replaceBytes', 'sweepOrphans', 'tidyUploads', 'storeArrival whose upload is gone', 'notePending'];

test.each(Object.keys(VERBS).filter((name) => !OF_DAMAGED.includes(name)))('what %s leaves is whole', async (name) => {
  for (const bytes of ['blobs', 'chunks'] as const) {
    const made = await scene(bytes);
    expect(await checkRows(made.library)).toEqual([]);
    await (await (VERBS[name] as Verb)(made))();
    await sweepOrphans(made.library);
    expect(await checkRows(made.library)).toEqual([]);
  }
});

test('bytes that are gone, cut or nobody’s are found, kept in either way', async () => {
  const { library: blobs, hash } = await scene('blobs');
  await blobs.db.blobs.update(hash, { bytes: 1 });
  expect((await checkRows(blobs)).map(({ rule, of }) => [rule, of])).toEqual([['bytes-missing', hash]]);
  const { library: chunks } = await scene('chunks');
  await chunks.db.chunks.where('hash').equals(hash).delete();
  expect((await checkRows(chunks)).map(({ rule, of }) => [rule, of])).toEqual([['bytes-missing', hash]]);
  await chunks.db.chunks.put({ hash: 'lost', index: 0, data: new ArrayBuffer(1) });
  expect((await checkRows(chunks)).map(({ rule }) => rule)).toContain('bytes-without-owner');
});

test('what takes the space is counted once, by what it is of', async () => {
  const { library } = await scene('blobs');
  const { originals, versions, deleted, previews, largest } = await spaceOf(library);
  // "one, second", "two", "three", "came" are current; "one" is an older version, "four" is deleted.
  expect(originals).toEqual([{ kind: 'other', assets: 4, bytes: 11 + 3 + 5 + 4 }]);
  expect([versions, deleted]).toEqual([3, 4]);
  expect(previews).toBeGreaterThan(0);
  expect(largest.map(({ bytes }) => bytes)).toEqual([11, 5, 4, 3]);
});
