import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { told, wordsOf } from '../../tests/support/told';
import type { AssetId, BlobHash, UndoId } from '../domain/ids';
import { newId } from '../domain/ids';
import { storeArrival } from './arrivals';
import { firstAssets, readBytes } from './assets';
import { collectionSummaries } from './collections';
import { type OpenLibrary, openLibrary } from './db';
import { getDerivative, putDerivative } from './derivatives';
import { editAssets } from './edit';
import { addToCollection } from './edit-collections';
import { finishUpload } from './finish-upload';
import type { NewFile } from './first-version';
import { addNote, notesOf } from './notes';
import { openUploads } from './open-uploads';
import { idsFor } from './order';
import { newShareId } from './shares';
import { sweepOrphans } from './sweep';
import { step, undoState } from './undo';
import { beginUpload } from './uploads';
import { addVersion, deleteVersion, versionsOf } from './versions';

/** What is ordered and what is trimmed, while the clock jumps both ways. See [Note: Order without a clock]. */
const opened: OpenLibrary[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { db } of opened.splice(0)) await db.delete();
});

const YEAR = 365 * 24 * 60 * 60 * 1000;
const REAL = Date.now();
/** Steps that are kept. */
const MOST = 100;
let clock = REAL;

async function fresh(): Promise<OpenLibrary> {
  clock = REAL;
  vi.spyOn(Date, 'now').mockImplementation(() => clock);
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  return library;
}

async function fileOf(text: string): Promise<NewFile> {
  const file = new File([text], `${text}.bin`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  return {
    file,
    fileName: file.name,
    modifiedAt: 1,
    hash,
    mime: 'application/octet-stream',
    kind: 'other',
    toExamine: false,
    embedded: {},
  };
}

async function arrive(library: OpenLibrary, text: string): Promise<AssetId> {
  const uploadId = await beginUpload(library, []);
  const arrival = { ...(await fileOf(text)), uploadId, uploadIndex: 0, origin: 'upload' as const, values: {} };
  const { id } = await storeArrival(library, arrival);
  await finishUpload(library, uploadId);
  return id;
}

const retitle = (library: OpenLibrary, id: AssetId, value: string) =>
  editAssets(
    library,
    [id],
    { fields: { title: { type: 'set', value } }, categories: null },
    { deed: told(`titled ${value}`) },
  );

/** An id as a page makes it whose clock says so: Crockford's base 32, ten digits of time and ten of chance. */
function idAt(time: number, chance: string): UndoId {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  let text = '';
  for (let rest = time, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) text = digits.charAt(rest % 32) + text;
  return (text + chance.padStart(10, '0')) as UndoId;
}

/** Steps of an older program, whose clock was ahead. */
async function stepsFromTheFuture(library: OpenLibrary, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    id: idAt(REAL + 5 * YEAR + i, 'a'),
    at: REAL + 5 * YEAR + i,
    what: `future ${i}`,
    undone: 0 as const,
    changes: [],
    hashes: [],
  }));
  await library.db.undo.bulkAdd(rows);
}

test('a new id comes after the greatest, and after the one that was made before it', async () => {
  const library = await fresh();
  const greatest = idAt(REAL + 5 * YEAR, 'a');
  await stepsFromTheFuture(library, 1);
  const next = await idsFor<UndoId>(library.db.undo);
  const made = [greatest, next(), next(), next()];
  expect(new Set(made).size).toBe(4);
  expect([...made].sort()).toEqual(made);
});

test('after a hundred steps from the future a new one is kept, with its bytes, and is the one that is taken back', async () => {
  const library = await fresh();
  const id = await arrive(library, 'first');
  await stepsFromTheFuture(library, 100);
  await addVersion(library, id, await fileOf('second'), { comment: '', values: {}, categoryIds: null });
  const [first, second] = await versionsOf(library, id);
  await deleteVersion(library, second?.id ?? first?.id ?? ('' as never), () => 'other');
  await sweepOrphans(library);
  expect(await library.db.undo.count()).toBe(100);
  expect(await step(library, 'undo')).toEqual({ type: 'delete-version', number: 2 });
  expect((await readBytes(library, second?.blobHash as BlobHash, '')).size).toBe('second'.length);
  expect(await step(library, 'undo')).toMatchObject({ type: 'add-version' });
  expect(await step(library, 'redo')).toMatchObject({ type: 'add-version' });
});

test('however the clock jumps, steps are undone in the order in which they were done, and the oldest go first', async () => {
  const jump = fc.integer({ min: -6, max: 6 }).map((years) => years * YEAR);
  const operation = fc.constantFrom('do' as const, 'do' as const, 'undo' as const, 'redo' as const);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 3, 98),
      fc.array(fc.record({ jump, operation }), { minLength: 5, maxLength: 20 }),
      async (before, steps) => {
        const library = await fresh();
        const id = await arrive(library, 'one');
        await stepsFromTheFuture(library, before);
        const done = Array.from({ length: before }, (_, i) => `future ${i}`);
        let undone: string[] = [];
        for (const [i, { jump, operation }] of steps.entries()) {
          clock = REAL + jump;
          if (operation === 'do') {
            await retitle(library, id, `title ${i}`);
            undone = [];
            done.push(`titled title ${i}`);
            // The oldest beyond a hundred go as a step is done, not when it is taken back.
            done.splice(0, done.length - MOST);
          } else if (operation === 'undo' && done.at(-1)?.startsWith('titled')) {
            const last = done.pop() ?? '';
            expect(await step(library, 'undo')).toEqual(told(last)());
            undone.push(last);
          } else if (operation === 'redo' && undone.length > 0) {
            const last = undone.pop() ?? '';
            expect(await step(library, 'redo')).toEqual(told(last)());
            done.push(last);
          }
          const state = await undoState(library);
          expect(wordsOf(state.undo)).toBe(done.at(-1));
          expect(wordsOf(state.redo)).toBe(undone.at(-1));
        }
        const kept = (await library.db.undo.toArray()).map(wordsOf);
        expect(kept).toEqual([...done, ...undone.reverse()]);
      },
    ),
    { numRuns: 15 },
  );
});

test('however the clock jumps, assets, notes, versions, uploads, collections and shares stand in the order of making', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 3, maxLength: 8 }), async (years) => {
      const library = await fresh();
      clock = REAL + 20 * YEAR;
      const owner = await arrive(library, 'owner');
      // What another page made while its clock was ahead of this one's.
      await library.db.notes.add({
        id: idAt(REAL + 30 * YEAR, 'b') as never,
        assetId: owner,
        text: 'ahead',
        author: '',
        createdAt: REAL + 30 * YEAR,
        editedAt: 0,
      });
      const made: AssetId[] = [owner];
      const uploads = [];
      const shares = [];
      for (const [i, jump] of years.entries()) {
        clock = REAL + jump * YEAR;
        made.push(await arrive(library, `asset ${i}`));
        await addNote(library, [owner], `note ${i}`);
        await addVersion(library, owner, await fileOf(`version ${i}`), { comment: '', values: {}, categoryIds: null });
        await addToCollection(library, [], { to: { name: `collection ${i}`, profileId: 'original' } });
        uploads.push(await beginUpload(library, [{ name: 'x', bytes: 1 }]));
        const id = await newShareId(library);
        await library.db.shares.add({ id } as never);
        shares.push(id);
      }
      expect((await firstAssets(library, { limit: 50 })).map(({ id }) => id)).toEqual([...made].reverse());
      expect((await firstAssets(library, { limit: 2, oldestFirst: true })).map(({ id }) => id)).toEqual(
        made.slice(0, 2),
      );
      const notes = (await notesOf(library, owner)).map(({ text }) => text);
      expect(notes).toEqual([...years.map((_, i) => `note ${i}`).reverse(), 'ahead']);
      const versions = await versionsOf(library, owner);
      expect(versions.map(({ number }) => number)).toEqual(versions.map((_, i) => i + 1));
      expect(versions.map(({ id }) => id)).toEqual(versions.map(({ id }) => id).sort());
      const open = (await openUploads(library)).filter(({ missing }) => missing.length > 0).map(({ id }) => id);
      expect(open).toEqual([...uploads].reverse());
      const collections = (await collectionSummaries(library)).map(({ collection }) => collection.name);
      expect(collections).toEqual(years.map((_, i) => `collection ${i}`).reverse());
      expect([...shares].sort()).toEqual(shares);
      // What the clock said is what is shown.
      const [newest] = await firstAssets(library, { limit: 1 });
      expect(newest?.createdAt).toBe(REAL + (years.at(-1) ?? 0) * YEAR);
    }),
    { numRuns: 6 },
  );
});

test('what is made after the clock was ahead is not the first that the cache lets go', async () => {
  const library = await fresh();
  const hash = 'a'.repeat(64) as BlobHash;
  const put = (fingerprint: string) =>
    putDerivative(library, { hash, fingerprint, file: new Blob(['x'.repeat(1000)]), limit: 2500 });
  clock = REAL + 9 * YEAR;
  await put('ahead 1');
  await put('ahead 2');
  clock = REAL;
  await put('new');
  expect(await getDerivative(library, hash, 'new')).toBeDefined();
  expect(await getDerivative(library, hash, 'ahead 1')).toBeUndefined();
});
