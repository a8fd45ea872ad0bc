import { afterEach, expect, test } from 'vitest';
import { makeScene, titled } from '../../../tests/support/scene';
import { told } from '../../../tests/support/told';
import { VERBS } from '../../../tests/support/verbs';
import { AppError, codeOf } from '../../domain/errors';
import { newId } from '../../domain/ids';
import type { ObjectStore } from '../../domain/object-store';
import { openFolder } from '../../files/folder';
import { type OpenLibrary, openLibrary } from '../../library/db';
import { editAssets } from '../../library/edit';
import { getDevice } from '../../library/in-storage';
import { CARRIED_TABLES, readSnapshot } from '../../library/snapshot';
import type { Opened } from '../restore/read';
import { replaceByBackup } from '../restore/run';
import { backUpInto } from './back-up';
import { openStored } from './open';
import type { StorageBackup } from './work';

const opened: OpenLibrary[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
  const root = await navigator.storage.getDirectory();
  for (const name of folders.splice(0)) await root.removeEntry(name, { recursive: true });
});

async function newStore(): Promise<ObjectStore> {
  const name = `store-${newId()}`;
  folders.push(name);
  const root = await navigator.storage.getDirectory();
  return openFolder(await root.getDirectoryHandle(name, { create: true })).objects('lib');
}

const backUp = (library: OpenLibrary, store: ObjectStore, more: Partial<StorageBackup> = {}) =>
  backUpInto({
    library,
    store,
    place: { storage: 's3', folder: 'lib' },
    encrypt: true,
    name: 'Ana',
    client: 'test',
    signal: new AbortController().signal,
    onProgress: () => {},
    ...more,
  });

/** The rows that are carried elsewhere, without what is one browser's own. */
async function carried(library: OpenLibrary): Promise<Record<string, unknown[]>> {
  const rows: Record<string, object[]> = Object.fromEntries(CARRIED_TABLES.map((table) => [table, []]));
  await readSnapshot(library, ({ table, rows: some }) => rows[table]?.push(...some));
  const assets = (rows.assets as Record<string, unknown>[]).map((asset) => {
    const { state: _, failure: __, attempts: ___, uploadId: ____, uploadIndex: _____, ...rest } = asset;
    return { ...rest, finalisedAt: asset.finalisedAt || asset.createdAt };
  });
  const activity = (rows.activity as { id: number; deed?: { type: string } }[]).flatMap(({ id: _, ...line }) =>
    line.deed?.type === 'replace-by-backup' ? [] : [line],
  );
  // What a step alone would bring back is in no other browser.
  const hashes = new Set((rows.versions as { blobHash: string }[]).map(({ blobHash }) => blobHash));
  const ofVersions = (rows.embedded as { blobHash: string }[]).filter(({ blobHash }) => hashes.has(blobHash));
  const embedded = ofVersions.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  const { jobs: _, ...rest } = rows;
  return { ...rest, assets, activity, embedded };
}

async function restored(store: ObjectStore, key: string): Promise<{ library: OpenLibrary; opened: Opened }> {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  const backup = await openStored(store, key, () => {});
  if (backup.type !== 'backup') throw new Error('no backup');
  const work = { library, damaged: new Set<string>(), onProgress: () => {}, isStopped: () => false };
  const result = await replaceByBackup(backup.backup, work);
  expect(result.failures).toEqual([]);
  return { library, opened: backup };
}

test('whatever is done with a library after its first backup is in the second, to the last value', async () => {
  const wrong: string[] = [];
  for (const [name, prepare] of Object.entries(VERBS)) {
    const scene = await makeScene('blobs');
    opened.push(scene.library);
    const store = await newStore();
    const first = await backUp(scene.library, store);
    expect([first.isNew, first.stopped, first.failures]).toEqual([true, false, []]);
    const verb = await prepare(scene);
    await verb();
    const second = await backUp(scene.library, store);
    expect([second.isNew, second.stopped]).toEqual([false, false]);
    const device = await getDevice(scene.library);
    const there = await restored(store, device?.identity ?? '');
    const [mine, theirs] = [await carried(scene.library), await carried(there.library)];
    for (const table of Object.keys(mine)) {
      if (JSON.stringify(theirs[table]) === JSON.stringify(mine[table])) continue;
      try {
        expect(theirs[table]).toEqual(mine[table]);
      } catch (error) {
        wrong.push(`${name}, ${table}: ${String(error).slice(0, 3000)}`);
      }
    }
    for (const { db } of opened.splice(0)) await db.delete();
  }
  expect(wrong).toEqual([]);
}, 300_000);

test('a second backup sends what is new, and nothing else', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  await backUp(scene.library, store);
  const before = (await store.list('')).map(({ name }) => name);
  await backUp(scene.library, store);
  expect((await store.list('')).map(({ name }) => name)).toEqual(before);
  expect(before.filter((name) => name.startsWith('blobs/'))).toHaveLength(6);
  expect(before.filter((name) => name.startsWith('state/part/')).length).toBeGreaterThan(3);
});

test('another key, another library, no library: each is said as what it is', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  expect(await openStored(store, '', () => {}).catch(codeOf)).toBe('storage-none');
  await backUp(scene.library, store);
  expect(await openStored(store, 'not a key', () => {}).catch(codeOf)).toBe('storage-key');
  const other = await makeScene('blobs');
  opened.push(other.library);
  expect(await backUp(other.library, store).catch(codeOf)).toBe('backup-other');
});

/** A store whose n-th request that writes dies, before or after its effect. */
function dying(store: ObjectStore, at: number, when: 'before' | 'after'): ObjectStore {
  let n = 0;
  return {
    ...store,
    async put(...args) {
      const mine = n++ === at;
      if (mine && when === 'before') throw new AppError('carrier-failed');
      await store.put(...args);
      if (mine) throw new AppError('carrier-failed');
    },
  };
}

test('whichever request dies, before or after its effect: the next backup goes on, nothing is lost and nothing twice', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  let died = 0;
  for (let at = 0; ; at++) {
    let reached = false;
    for (const when of ['before', 'after'] as const) {
      await editAssets(scene.library, [scene.ids[0]], titled(`${at} ${when}`), { deed: told('edited') });
      const code = await backUp(scene.library, dying(store, at, when)).then(() => 'done', codeOf);
      if (code === 'carrier-failed') {
        reached = true;
        died++;
      }
    }
    if (!reached) break;
  }
  expect(died).toBeGreaterThan(8);
  await backUp(scene.library, store);
  const device = await getDevice(scene.library);
  const there = await restored(store, device?.identity ?? '');
  expect(there.opened.type === 'backup' && there.opened.backup.altered).toEqual([]);
  expect(await carried(there.library)).toEqual(await carried(scene.library));
  expect((await store.list('blobs/')).length).toBe(6);
}, 120_000);

test('a storage that lost everything, or was set back, gets everything again', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  await backUp(scene.library, store);
  const old = new Map<string, Blob>();
  // In memory: a file on the disk cannot be read any more once it is another one.
  const copy = async (name: string) => new Blob([(await (await store.get(name))?.arrayBuffer()) ?? '']);
  for (const { name } of await store.list('')) old.set(name, await copy(name));
  await editAssets(scene.library, [scene.ids[0]], titled('Later'), { deed: told('edited') });
  await backUp(scene.library, store);

  const empty = await newStore();
  await backUp(scene.library, empty);
  const set = await newStore();
  for (const [name, blob] of old) await set.put(name, blob);
  for (const [name] of [...old].filter(([each]) => each.startsWith('blobs/')).slice(0, 2)) await set.remove(name);
  await backUp(scene.library, set);
  const key = (await getDevice(scene.library))?.identity ?? '';
  for (const each of [empty, set]) {
    expect(await carried((await restored(each, key)).library)).toEqual(await carried(scene.library));
  }
}, 120_000);

test('a profile that was copied goes on under a name of its own, and neither loses what it did', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  await backUp(scene.library, store);
  const before = await getDevice(scene.library);
  const clock = await scene.library.db.sync.get('clock');
  await editAssets(scene.library, [scene.ids[0]], titled('Of the first'), { deed: told('edited') });
  await backUp(scene.library, store);
  // The copy: what the browser knew before that backup.
  if (!before || !clock) throw new Error('not founded');
  await scene.library.db.sync.bulkPut([before, clock]);
  await editAssets(scene.library, [scene.ids[1]], titled('Of the copy'), { deed: told('edited') });
  await backUp(scene.library, store);
  const after = await getDevice(scene.library);
  expect(after?.device).not.toBe(before.device);
  const there = await restored(store, before.identity ?? '');
  const titles = (await there.library.db.assets.bulkGet(scene.ids)).map((asset) => asset?.title);
  expect(titles.slice(0, 2)).toEqual(['Of the first', 'Of the copy']);
}, 120_000);

test('one that is stopped says so, and the next goes on', async () => {
  const scene = await makeScene('blobs');
  opened.push(scene.library);
  const store = await newStore();
  const stop = new AbortController();
  const stopped = await backUp(scene.library, store, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(stopped.stopped).toBe(true);
  const rest = await backUp(scene.library, store);
  expect([rest.stopped, rest.sent + stopped.sent]).toEqual([false, 6]);
});
