/// <reference types="vite/types/importMeta.d.ts" />
import { afterEach, describe, expect, test } from 'vitest';
import { everyRow, failWrites, REFUSALS, type Refusal } from '../../tests/support/failing-writes';
import { makeScene, type Scene } from '../../tests/support/scene';
import { VERBS as OTHERS } from '../../tests/support/verbs';
import { STORAGE_VERBS } from '../../tests/support/verbs/storage';
import type { Verb } from '../../tests/support/verbs/verb';
import { codeOf } from '../domain/errors';
import { newId } from '../domain/ids';
import { type OpenLibrary, openLibrary } from './db';
import { sweepOrphans } from './sweep';

/**
 * Every verb of the library on a disk that is full at its first write, its second, and so on until it goes through: after each
 * failure the library is as it was, the word is "no room", and the same verb, asked again, does it.
 */
const VERBS: Record<string, Verb> = { ...OTHERS, ...STORAGE_VERBS };

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function fresh(bytes: 'blobs' | 'chunks'): Promise<Scene> {
  const scene = await makeScene(bytes);
  opened.push(scene.library);
  return scene;
}

/**
 * Verbs that go through where a write of theirs is refused, and in which tables what they leave then differs: a cache's order and
 * its limit, what was read and can be read again, steps that go whole, what the next start sweeps.
 */
const GOES_THROUGH: Record<string, readonly string[]> = {
  getDerivative: [],
  putDerivative: ['derivatives', 'chunks'],
  putEmbedded: ['embedded'],
  purgeAssets: ['undo'],
  purgeDue: ['undo'],
  // Without room nothing is noted of it for the storage.
  'purgeAssets in a storage': ['undo', 'stamps', 'outbox', 'sync'],
};

/** What it has taken away by then was nobody's; the next one takes the rest. */
const BIT_BY_BIT = new Set(['sweepOrphans']);

const rowsOf = ({ library }: Scene) => everyRow(library.db.backendDB());
async function countsOf(scene: Scene, name: string): Promise<object> {
  await sweepOrphans(scene.library);
  const tables = Object.entries(await rowsOf(scene)).filter(([table]) => !GOES_THROUGH[name]?.includes(table));
  return Object.fromEntries(tables.map(([table, rows]) => [table, rows.length]));
}

interface Walk {
  name: string;
  bytes: 'blobs' | 'chunks';
  refusal: Refusal;
}

/** @returns how often it was refused, and how often it went through although a write was */
async function walk({ name, bytes, refusal }: Walk): Promise<{ refused: number; passed: number }> {
  const verb = VERBS[name] as Verb;
  let scene = await fresh(bytes);
  let run = await verb(scene);
  let before = await rowsOf(scene);
  const passed: Scene[] = [];
  for (let n = 1; ; n++) {
    const disk = failWrites(n, refusal);
    const result = await run().then(
      () => 'done' as const,
      (error: unknown) => ({ error }),
    );
    disk.restore();
    if (result !== 'done') {
      expect({ n, code: codeOf(result.error) }).toEqual({ n, code: 'no-room' });
      if (!BIT_BY_BIT.has(name)) expect(await rowsOf(scene)).toEqual(before);
      continue;
    }
    if (!disk.met) {
      const counts = await countsOf(scene, name);
      for (const each of passed) expect(await countsOf(each, name)).toEqual(counts);
      return { refused: n - 1 - passed.length, passed: passed.length };
    }
    passed.push(scene);
    scene = await fresh(bytes);
    run = await verb(scene);
    before = await rowsOf(scene);
  }
}

/** Where bytes are kept as chunks these write them beside their rows; to the others it is the same. */
const WRITES_BYTES =
  /^(?:storeArrival|storeUnlessKnown|replaceBytes|addVersion|duplicate|purge|putDeriv|clearDeriv|sweep)/;
const WAYS = Object.keys(VERBS).flatMap((name) => [
  [name, 'blobs'] as const,
  ...(WRITES_BYTES.test(name) ? [[name, 'chunks'] as const] : []),
]);

describe.each(REFUSALS)('a full disk refuses %s', (refusal) => {
  test.each(WAYS)('%s, originals kept as %s', async (name, bytes) => {
    const { refused, passed } = await walk({ name, bytes, refusal });
    expect(refused + passed).toBeGreaterThan(0);
    expect(passed > 0).toBe(name in GOES_THROUGH);
  });
});

test.each(REFUSALS)(
  'a library that is begun where a full disk refuses %s is the same when there is room',
  async (refusal) => {
    for (let n = 1; ; n++) {
      const name = `test-${newId()}`;
      const disk = failWrites(n, refusal);
      const first = await openLibrary({ name }).catch((error: unknown) => codeOf(error));
      disk.restore();
      if (typeof first !== 'string') {
        opened.push(first);
        expect({ n: n > 2, met: disk.met }).toEqual({ n: true, met: false });
        break;
      }
      expect(first).toBe('no-room');
      const library = await openLibrary({ name });
      opened.push(library);
      // Chunks are for browsers that keep no blobs; a full disk tells nothing of that.
      expect(library.bytes.way).toBe('blobs');
    }
  },
);

/** What writes in the transaction of a verb, or nothing at all. */
const NO_VERBS = new Set([
  'edited',
  'inside',
  'writeActivity',
  'deedOf',
  'rowsOf',
  'keepEmbedded',
  'forgetInSteps',
  'undoable',
  'undoableWithBytes',
  'storeBytes',
  'withCurrent',
  'holdForRestore',
  'missingBytes',
  'markOf',
  'spaceOf',
  'hashesAfter',
  'bytesAfter',
  'findingsIn',
  'checkRows',
  'sinceMark',
  'newerThan',
  'originalsToSend',
  'clockOf',
  'rowId',
  'noteGone',
  'leaveUnstamped',
  'ranges',
  'madeOf',
]);
const READS =
  /^(?:all|allAssets|assetsWith|find|first|get|is|has|read|count|open|current|library|asset|unfinished|derivative|list|notes|damaged|deleted|undoState|uploadRow|arrived|index|rowOr|putRow|versions|known|replaceValues|items|members|collections|collection|requireC|newShareId|heldUploads|uploadLock|holdBytes|aloneWith|storedError|storingError|announce|onChange|idsFor|blobStore|chunkStore|wantedOf)/;

test('every verb that writes is in the table', () => {
  const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./handed-over.ts'], {
    eager: true,
  });
  const verbs = Object.values(modules)
    .flatMap((module) => Object.entries(module))
    .filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name))
    .map(([name]) => name);
  const tested = new Set(Object.keys(VERBS).map((name) => name.split(/[: ]/)[0]));
  expect(verbs.filter((name) => !tested.has(name) && !NO_VERBS.has(name) && !READS.test(name))).toEqual([]);
});
