import { afterEach, describe, expect, test } from 'vitest';
import { everyRow, failWrites, REFUSALS } from '../../tests/support/failing-writes';
import { type BlobHash, newId } from '../domain/ids';
import { type OpenLibrary, openLibrary } from '../library/db';
import { openUploads } from '../library/open-uploads';
import type { Intake } from './intake';
import { createIntake } from './pipeline';

/**
 * An upload on a disk that is full at its first write, its second, and so on: what is there is whole, what is not is listed with
 * its reason, and "Retry" brings it.
 */
const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function openTabs(bytes: 'blobs' | 'chunks', count = 1): Promise<OpenLibrary[]> {
  const name = `test-${newId()}`;
  const tabs: OpenLibrary[] = [];
  for (let i = 0; i < count; i++) tabs.push(await openLibrary({ name, bytes }));
  opened.push(...tabs);
  return tabs;
}

async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(16, 16);
  canvas.getContext('2d')?.fillRect(3, 3, 9, 9);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Workers start, and a machine may be busy. */
const PATIENT = { timeout: 30_000 };

const fileOf = (bytes: BlobPart, name: string) => ({ file: new File([bytes], name), path: name });
const start = (library: OpenLibrary) => createIntake(library, { onChange: () => {}, fields: () => [] });

interface Row {
  id: string;
  hash: string;
  blobHash: string;
  assetId: string;
  currentVersionId: string;
}

/** Each asset has its version and its bytes, each of these its asset, and each preview its bytes. */
async function expectWhole({ db }: OpenLibrary): Promise<void> {
  const rows = (await everyRow(db.backendDB())) as Record<string, Row[]>;
  const { assets = [], versions = [], blobs = [], chunks = [], previews = [], embedded = [] } = rows;
  expect(versions.map(({ id }) => id)).toEqual(assets.map(({ currentVersionId }) => currentVersionId));
  const hashes = assets.map(({ blobHash }) => blobHash).sort();
  expect(blobs.map(({ hash }) => hash)).toEqual(hashes);
  const owned = new Set(hashes);
  for (const { hash } of chunks) expect(owned).toContain(hash);
  for (const { blobHash } of [...previews, ...embedded]) expect(owned).toContain(blobHash);
}

/** What is not in the library is listed by the upload that runs, with the word. */
function expectListed({ rows }: Intake, names: readonly string[]): void {
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
  for (const { name, assetId, status, failure } of rows) {
    if (status === 'ready') continue;
    expect({ name, status, failure }).toEqual({
      name,
      status: 'failed',
      failure: assetId ? 'no-room-previews' : 'no-room',
    });
  }
}

describe.each(REFUSALS)('a full disk refuses %s', (refusal) => {
  test.each(['blobs', 'chunks'] as const)('an upload, at each of its writes; originals kept as %s', async (bytes) => {
    const files = [fileOf('one', 'one.bin'), fileOf(await picture(), 'picture.png')];
    const names = files.map(({ path }) => path);
    let refused = 0;
    for (let n = 1; ; n++) {
      const [library] = (await openTabs(bytes)) as [OpenLibrary];
      const intake = start(library);
      const disk = failWrites(n, refusal);
      await intake.add(files);
      await intake.idle();
      disk.restore();
      await expectWhole(library);
      expectListed(intake, names);
      const failed = intake.rows.filter(({ status }) => status === 'failed').map(({ index }) => index);
      refused += failed.length;
      for (const index of failed) intake.retry(index);
      await expect.poll(() => intake.rows.map(({ status }) => status), PATIENT).toEqual(['ready', 'ready']);
      await intake.idle();
      await intake.finish();
      await expect.poll(async () => (await openUploads(library)).length, PATIENT).toBe(0);
      await expectWhole(library);
      expect((await library.db.assets.toArray()).filter(({ finalisedAt }) => finalisedAt === 0)).toEqual([]);
      expect(await library.db.previews.count()).toBeGreaterThan(0);
      if (!disk.met) break;
    }
    expect(refused).toBeGreaterThan(3);
  });
});

test('“Retry” after “Finish” brings what could not even be noted, final and with what was given', async () => {
  const [library] = (await openTabs('blobs')) as [OpenLibrary];
  const intake = start(library);
  const disk = failWrites(1, 'the transaction');
  await intake.add([fileOf('one', 'one.bin'), fileOf('two', 'two.bin')]);
  disk.restore();
  await intake.idle();
  const credit = { type: 'set', value: 'Zoë' } as const;
  await intake.finish({ all: { fields: { credit }, categories: null }, single: {} });
  expectListed(intake, ['one.bin', 'two.bin']);
  expect(await library.db.jobs.count()).toBe(0);
  intake.retry(intake.rows[0]?.index ?? 0);
  await expect.poll(() => intake.rows.map(({ status }) => status).sort(), PATIENT).toEqual(['failed', 'ready']);
  await intake.idle();
  const [asset] = await library.db.assets.toArray();
  expect(asset).toMatchObject({ fileName: 'one.bin', fields: { credit: 'Zoë' } });
  expect(asset?.finalisedAt).toBeGreaterThan(0);
  intake.takeOff('all');
  await expect.poll(async () => library.db.jobs.count(), PATIENT).toBe(0);
  expect(intake.rows.map(({ name }) => name)).toEqual(['one.bin']);
});

async function hashOf(text: string): Promise<BlobHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
}

test.each(['blobs', 'chunks'] as const)(
  'two tabs that store the same bytes at the same moment make one asset, and the other says where it is; kept as %s',
  async (bytes) => {
    const [here, there] = (await openTabs(bytes, 2)) as [OpenLibrary, OpenLibrary];
    const letGo = Promise.withResolvers<void>();
    // Both have looked by now whether the library has them, and wait for storing.
    void navigator.locks.request('satchel-bytes', () => letGo.promise);
    const tabs = [start(here), start(there)];
    for (const intake of tabs) await intake.add([fileOf('the same', 'same.bin')]);
    const waiting = async () =>
      (await navigator.locks.query()).pending?.filter(({ name }) => name?.startsWith('satchel-bytes')).length;
    await expect.poll(waiting, PATIENT).toBe(2);
    letGo.resolve();
    for (const intake of tabs) await intake.idle();
    expect(tabs.map(({ rows }) => rows[0]?.status).sort()).toEqual(['known', 'ready']);
    const assets = await here.db.assets.toArray();
    expect(assets.length).toBe(1);
    const known = tabs.flatMap(({ rows }) => rows).find(({ status }) => status === 'known');
    expect(known?.existingId).toBe(assets[0]?.id);
    await expectWhole(here);
    expect(await here.db.blobs.toCollection().primaryKeys()).toEqual([await hashOf('the same')]);
  },
);
