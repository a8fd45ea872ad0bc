import { afterEach, describe, expect, test } from 'vitest';
import { isExamined } from '../domain/asset';
import { type AssetId, type BlobHash, type JobId, newId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { type OpenLibrary, openLibrary } from '../library/db';
import { finishUpload } from '../library/finish-upload';
import { countOpenUploads, openUploads } from '../library/open-uploads';
import { tidyUploads } from '../library/tidy-uploads';
import { deleteAssets, purgeAssets } from '../library/trash';
import { step } from '../library/undo';
import { closeUpload, dismissMissing } from '../library/uploads';
import { addVersion, makeCurrent } from '../library/versions';
import { examineLeftOver } from './examine';
import type { Intake, IntakeStatus } from './intake';
import { createIntake } from './pipeline';

/**
 * What may be going on with a file of an upload × what may happen meanwhile, here or in another tab. Whatever it was: what is
 * not finalised has its upload, the count is what the page lists, and "Finish" ends it with every file that nobody took away.
 */
const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function openTabs(): Promise<[OpenLibrary, OpenLibrary]> {
  const name = `test-${newId()}`;
  const tabs: [OpenLibrary, OpenLibrary] = [
    await openLibrary({ name, bytes: 'blobs' }),
    await openLibrary({ name, bytes: 'blobs' }),
  ];
  opened.push(...tabs);
  return tabs;
}

async function picture(seed: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(16, 16);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  for (let i = 0; i < 16; i++) {
    context.fillStyle = `rgb(${(seed.charCodeAt(i % seed.length) * 7) % 255} ${i * 15} 9)`;
    context.fillRect(i, 0, 1, 16);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

const fileOf = (bytes: BlobPart, name: string) => ({ file: new File([bytes], name), path: name });

async function hashOf(file: Blob): Promise<BlobHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
}

/** Holds a lock until it is told to let go: what needs it stands still. */
async function stopAt(name: string): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const over = navigator.locks.request(name, () => {
    held.resolve();
    return letGo.promise;
  });
  await held.promise;
  return async () => {
    letGo.resolve();
    await over;
  };
}

interface Scene {
  here: OpenLibrary;
  there: OpenLibrary;
  intake: Intake;
  /** The file that it is about, once it is there. */
  id: () => AssetId;
}

/** Brings a file into a state. @returns lets go what stands still */
type Arrange = (scene: Scene) => Promise<() => Promise<void>>;
const nothing = async () => {};
const BYTES_LOCK = 'satchel-bytes';

const STATES: Record<string, { status: IntakeStatus; arrange: Arrange; arrives: boolean }> = {
  waiting: {
    status: 'waiting',
    arrives: true,
    async arrange({ intake }) {
      const letGo = await stopAt(BYTES_LOCK);
      await intake.add([fileOf('one', 'one.bin'), fileOf('two', 'two.bin'), fileOf('probe', 'probe')]);
      return letGo;
    },
  },
  reading: {
    status: 'reading',
    arrives: true,
    async arrange({ intake }) {
      const letGo = await stopAt(BYTES_LOCK);
      await intake.add([fileOf('probe', 'probe')]);
      return letGo;
    },
  },
  examining: {
    status: 'stored',
    arrives: true,
    async arrange({ intake }) {
      const file = await picture('examining');
      const letGo = await stopAt(`satchel-look:${await hashOf(file)}`);
      await intake.add([fileOf(file, 'probe')]);
      return letGo;
    },
  },
  ready: {
    status: 'ready',
    arrives: true,
    async arrange({ intake }) {
      await intake.add([fileOf(await picture('ready'), 'probe')]);
      await intake.idle();
      return nothing;
    },
  },
  damaged: {
    status: 'failed',
    arrives: true,
    async arrange({ intake }) {
      const file = await picture('damaged');
      await intake.add([fileOf(file.slice(0, file.size / 2), 'probe')]);
      await intake.idle();
      return nothing;
    },
  },
  'refused (empty)': {
    status: 'failed',
    arrives: false,
    async arrange({ intake }) {
      await intake.add([fileOf('', 'probe')]);
      await intake.idle();
      return nothing;
    },
  },
  known: {
    status: 'known',
    arrives: false,
    async arrange({ here, intake }) {
      const before = createIntake(here, { onChange: () => {}, fields: () => [] });
      await before.add([fileOf('known', 'before')]);
      await before.idle();
      await before.finish();
      await intake.add([fileOf('known', 'probe')]);
      await intake.idle();
      return nothing;
    },
  },
};

const idOfUpload = (intake: Intake) => intake.uploadId as JobId;

const EVENTS: Record<string, (scene: Scene) => Promise<void>> = {
  'nothing happens': nothing,
  'it is deleted': async ({ here, id }) => void (await deleteAssets(here, [id()])),
  'it is deleted, and that undone': async ({ here, id }) => {
    await deleteAssets(here, [id()]);
    await step(here, 'undo');
  },
  'it is deleted, that undone and done again': async ({ here, id }) => {
    await deleteAssets(here, [id()]);
    await step(here, 'undo');
    await step(here, 'redo');
  },
  'another tab takes it off the list': async ({ there, intake }) => {
    expect(await dismissMissing(there, idOfUpload(intake))).toBe(false);
  },
  'another tab finishes the upload': async ({ there, intake }) => {
    await finishUpload(there, idOfUpload(intake));
    await closeUpload(there, idOfUpload(intake));
  },
  'an older program in another tab lets the upload go': ({ there, intake }) => there.db.jobs.delete(idOfUpload(intake)),
  'another tab deletes it for good': async ({ there, id }) => {
    await deleteAssets(there, [id()]);
    await purgeAssets(there, [id()]);
  },
  'it is cancelled here': async ({ intake }) => intake.stop(),
};

async function expectWhole(library: OpenLibrary): Promise<void> {
  const [assets, jobs] = await Promise.all([library.db.assets.toArray(), library.db.jobs.toArray()]);
  const uploads = new Set(jobs.map((job) => job.id));
  expect(assets.filter((asset) => asset.finalisedAt === 0 && !uploads.has(asset.uploadId as JobId))).toEqual([]);
  const listed = (await openUploads(library)).reduce((sum, each) => sum + each.arrived.length + each.missing.length, 0);
  expect(await countOpenUploads(library)).toBe(listed);
}

describe.each(Object.keys(STATES))('a file that is %s', (state) => {
  test.each(Object.keys(EVENTS))('%s', async (event) => {
    const { status, arrange, arrives } = STATES[state] as (typeof STATES)[string];
    const [here, there] = await openTabs();
    const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
    await intake.add([fileOf('first', 'first.bin')]);
    await intake.idle();
    const probe = () => intake.rows.find((row) => row.name === 'probe');
    // What has not arrived cannot be deleted: the file before it is.
    const id = () => (probe()?.assetId ?? intake.rows[0]?.assetId) as AssetId;
    const letGo = await arrange({ here, there, intake, id });
    await expect.poll(() => probe()?.status).toBe(status);

    const target = id();
    const expected = new Set(intake.rows.map((row) => row.name));
    await EVENTS[event]?.({ here, there, intake, id });
    await letGo();
    await intake.idle();
    await expect.poll(() => intake.running).toBe(false);
    // What an older program has done is mended at the next start.
    if (event.startsWith('an older program')) await tidyUploads(there);
    await expectWhole(here);
    // A cancelled upload is gone on with on page "Uploads", any other is finished where it runs.
    if (event === 'it is cancelled here') {
      await finishUpload(here, idOfUpload(intake));
      await expect.poll(async () => dismissMissing(here, idOfUpload(intake))).toBe(true);
    } else await intake.finish();
    await expect.poll(async () => (await openUploads(here)).length).toBe(0);
    await expectWhole(here);

    const assets = await here.db.assets.toArray();
    expect(assets.filter((asset) => asset.finalisedAt === 0)).toEqual([]);
    await examineLeftOver(here);
    expect((await here.db.assets.toArray()).filter((asset) => !isExamined(asset))).toEqual([]);
    const [after] = await getAssets(here, [target]);
    const deleted = event === 'it is deleted' || event.endsWith('done again');
    if (event === 'another tab deletes it for good') expect(after).toBeUndefined();
    else expect((after?.deletedAt ?? 0) > 0).toBe(deleted);
    // Nothing but what was deleted for good, refused or cancelled is wanting.
    const there2 = new Set(assets.map((asset) => asset.fileName));
    const wanting = [...expected].filter((name) => !there2.has(name));
    const cut = event === 'it is cancelled here' && (state === 'waiting' || state === 'reading');
    const purged = event === 'another tab deletes it for good' ? 1 : 0;
    if (!cut) expect(wanting.length).toBe(purged + (arrives ? 0 : 1));
  });
});

test('what was known when it was dropped, and is deleted before “Finish”, arrives after all', async () => {
  const [here, there] = await openTabs();
  const before = createIntake(here, { onChange: () => {}, fields: () => [] });
  await before.add([fileOf('same', 'before')]);
  await before.finish();
  await before.idle();
  const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
  await intake.add([fileOf('same', 'finished'), fileOf('same too', 'other')]);
  await intake.idle();
  const old = before.rows[0]?.assetId as AssetId;
  await deleteAssets(there, [old]);
  await purgeAssets(there, [old]);
  await intake.finish();
  await intake.idle();
  const names = (await here.db.assets.toArray()).map((asset) => asset.fileName).sort();
  expect(names).toEqual(['finished', 'other']);
});

test('“Add as new version” of what was deleted meanwhile adds the file as its own', async () => {
  const [here, there] = await openTabs();
  const before = createIntake(here, { onChange: () => {}, fields: () => [] });
  await before.add([fileOf('same', 'before')]);
  await before.finish();
  await before.idle();
  const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
  await intake.add([fileOf('same', 'again')]);
  await intake.idle();
  await deleteAssets(there, [before.rows[0]?.assetId as AssetId]);
  await intake.addAsVersion(0);
  await intake.idle();
  expect(intake.rows[0]).toMatchObject({ status: 'ready', failure: null });
  expect((await here.db.assets.toArray()).map((asset) => asset.versionCount)).toEqual([1, 1]);
});

test('what is given here reaches files that another tab finished before', async () => {
  const [here, there] = await openTabs();
  const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
  await intake.add([fileOf('a', 'a.bin')]);
  await intake.idle();
  await finishUpload(there, idOfUpload(intake));
  await closeUpload(there, idOfUpload(intake));
  await intake.add([fileOf('b', 'b.bin')]);
  await intake.idle();
  const credit = { type: 'set', value: 'Zoë' } as const;
  await intake.finish({ all: { fields: { credit }, categories: null }, single: {} });
  const assets = await here.db.assets.toArray();
  expect(assets.map((asset) => [asset.fields.credit, asset.finalisedAt > 0])).toEqual([
    ['Zoë', true],
    ['Zoë', true],
  ]);
});

test('a new version that is undone while it is examined and done again is examined', async () => {
  const [here] = await openTabs();
  const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
  await intake.add([fileOf(await picture('v1'), 'v1.png')]);
  await intake.finish();
  await intake.idle();
  const id = intake.rows[0]?.assetId as AssetId;
  const bytes = await picture('version two');
  const file = new File([bytes], 'v2.png', { type: 'image/png' });
  const hash = await hashOf(file);
  const version = { file, fileName: 'v2.png', modifiedAt: 1, hash, mime: 'image/png', kind: 'image' as const };
  await addVersion(
    here,
    id,
    { ...version, toExamine: true, embedded: {} },
    { comment: '', values: {}, categoryIds: null },
  );
  const letGo = await stopAt(`satchel-look:${hash}`);
  const looking = examineLeftOver(here);
  await step(here, 'undo');
  await letGo();
  await looking;
  await step(here, 'redo');
  await examineLeftOver(here);
  const [asset] = await getAssets(here, [id]);
  expect(asset).toMatchObject({ blobHash: hash, state: 'ready', facts: { width: 16 } });
  // And the one before, made current again, still has its facts.
  const [first] = (await here.db.versions.toArray()).filter((each) => each.number === 1);
  if (!first) throw new Error('no version');
  await makeCurrent(here, first.id, { withMetadata: false, kindOf: () => 'image' });
  expect((await getAssets(here, [id]))[0]).toMatchObject({ state: 'ready', facts: { width: 16 } });
});

test('files without an upload, as an older program left them, get one at the start; uploads with nothing left go', async () => {
  const [here] = await openTabs();
  const intake = createIntake(here, { onChange: () => {}, fields: () => [] });
  await intake.add([fileOf('a', 'a.bin')]);
  await intake.idle();
  await here.db.jobs.clear();
  const empty = newId<JobId>();
  await here.db.jobs.put({ id: empty, kind: 'upload', createdAt: 1, finishedAt: 1, expected: [], handles: [] });
  await tidyUploads(here);
  expect((await openUploads(here)).map((upload) => [upload.id, upload.arrived.length])).toEqual([
    [idOfUpload(intake), 1],
  ]);
  expect(await here.db.jobs.get(empty)).toBeUndefined();
});
