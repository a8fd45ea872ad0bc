import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { told, wordsOf } from '../../tests/support/told';
import type { Asset } from '../domain/asset';
import { applyEdit, type Edit } from '../domain/bulk-edit';
import type { AssetId, BlobHash, CategoryId, CollectionId } from '../domain/ids';
import { newId } from '../domain/ids';
import { libraryActivity } from './activity';
import { storeArrival } from './arrivals';
import { readBytes } from './assets';
import { createCategory, deleteCategory, editCategory, moveCategory } from './categories';
import { cloneAssets, duplicateMetadata } from './clone';
import { itemsOf, membersOf } from './collections';
import { LibraryDb, type OpenLibrary, openLibrary } from './db';
import { editAssets } from './edit';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from './edit-collections';
import { finishUpload } from './finish-upload';
import type { NewFile } from './first-version';
import { addNote, deleteNote, editNote } from './notes';
import { sweepOrphans } from './sweep';
import { deleteAssets, purgeAssets, restoreAssets } from './trash';
import { step, undoable, undoState } from './undo';
import { beginUpload, settleUpload } from './uploads';
import { addVersion, deleteVersion, makeCurrent } from './versions';

const opened: OpenLibrary[] = [];

async function fresh(bytes: 'blobs' | 'chunks' = 'blobs'): Promise<OpenLibrary> {
  const library = await openLibrary({ name: `test-${newId()}`, bytes });
  opened.push(library);
  return library;
}

afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

async function fileOf(text: string): Promise<NewFile> {
  const file = new File([text], `${text}.bin`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  return {
    file,
    fileName: file.name,
    modifiedAt: 1,
    hash,
    mime: 'image/jpeg',
    kind: 'image',
    toExamine: false,
    embedded: {},
  };
}

/** A library of finished assets. */
async function filled(
  count: number,
  bytes: 'blobs' | 'chunks' = 'blobs',
): Promise<{ library: OpenLibrary; ids: AssetId[] }> {
  const library = await fresh(bytes);
  const uploadId = await beginUpload(library, []);
  const ids: AssetId[] = [];
  for (let i = 0; i < count; i++) {
    const file = await fileOf(`file ${i}`);
    ids.push((await storeArrival(library, { ...file, uploadId, uploadIndex: i, origin: 'upload', values: {} })).id);
  }
  await finishUpload(library, uploadId);
  await settleUpload(library, uploadId, []);
  return { library, ids };
}

const kindOf = () => 'image' as const;

/** Everything that people made, as it is in the tables. */
async function contents({ db }: OpenLibrary): Promise<string> {
  const withoutTimes = (row: object) => ({ ...row, updatedAt: 0 });
  const tables = {
    assets: (await db.assets.toArray()).map(withoutTimes),
    versions: await db.versions.toArray(),
    categories: await db.categories.toArray(),
    notes: await db.notes.toArray(),
    collections: (await db.collections.toArray()).map(withoutTimes),
    collectionItems: await db.collectionItems.toArray(),
  };
  return JSON.stringify(tables, (_key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Every version has its bytes, and all bytes have a version or a step that would bring one back. */
async function expectOwners(library: OpenLibrary): Promise<void> {
  const { db } = library;
  const blobs = new Set(await db.blobs.toCollection().primaryKeys());
  const versions = await db.versions.toArray();
  for (const version of versions) expect(blobs.has(version.blobHash)).toBe(true);
  for (const asset of await db.assets.toArray()) {
    const own = versions.filter((version) => version.assetId === asset.id);
    expect(own.length).toBe(asset.versionCount);
    expect(own.find((version) => version.id === asset.currentVersionId)?.blobHash).toBe(asset.blobHash);
  }
  const assets = new Set(await db.assets.toCollection().primaryKeys());
  for (const version of versions) expect(assets.has(version.assetId)).toBe(true);
  await sweepOrphans(library);
  const owned = new Set(versions.map((version) => version.blobHash as string));
  for (const row of await db.undo.toArray()) for (const hash of row.hashes) owned.add(hash);
  expect(new Set(await db.blobs.toCollection().primaryKeys())).toEqual(owned);
  if (library.bytes.way === 'chunks') {
    const keys = (await db.chunks.toCollection().primaryKeys()).map(([key]) => key);
    expect(new Set(keys)).toEqual(owned);
  }
}

type Operation = (library: OpenLibrary, pick: number, text: string) => Promise<void>;

async function anAsset({ db }: OpenLibrary, pick: number): Promise<Asset | undefined> {
  const assets = await db.assets.toArray();
  return assets[pick % Math.max(1, assets.length)];
}

async function aCategory({ db }: OpenLibrary, pick: number): Promise<CategoryId | undefined> {
  const ids = await db.categories.toCollection().primaryKeys();
  return ids[pick % Math.max(1, ids.length)] as CategoryId | undefined;
}

async function aCollection({ db }: OpenLibrary, pick: number): Promise<CollectionId | undefined> {
  const ids = await db.collections.toCollection().primaryKeys();
  return ids[pick % Math.max(1, ids.length)] as CollectionId | undefined;
}

const edits: Edit[] = [
  { fields: { title: { type: 'set', value: 'New title' }, rating: { type: 'set', value: 4 } }, categories: null },
  { fields: { keywords: { type: 'add', items: ['sea', 'sky'] } }, categories: null },
  { fields: { keywords: { type: 'remove', items: ['sea'] }, city: { type: 'append', text: ' x' } }, categories: null },
  { fields: { title: { type: 'replace-text', find: 'e', replacement: '$&' } }, categories: null },
];

const OPERATIONS: Record<string, Operation> = {
  edit: async (library, pick) => {
    const asset = await anAsset(library, pick);
    if (asset) await editAssets(library, [asset.id], edits[pick % edits.length] as Edit, { deed: told('edited') });
  },
  bulk: async (library, pick) => {
    const ids = (await library.db.assets.toCollection().primaryKeys()) as AssetId[];
    const category = await aCategory(library, pick);
    const edit: Edit = {
      ...(edits[pick % edits.length] as Edit),
      categories: category ? { type: 'change', add: [category], remove: [] } : null,
    };
    await editAssets(library, ids, edit, { deed: told('edited many') });
  },
  category: async (library, pick, text) => {
    await createCategory(library, text, (await aCategory(library, pick)) ?? null);
  },
  editCategory: async (library, pick, text) => {
    const [id, to] = [await aCategory(library, pick), await aCategory(library, pick * 5 + 1)];
    if (id) await editCategory(library, id, { name: text, parentId: to && to !== id ? to : null }).catch(() => {});
  },
  move: async (library, pick) => {
    const [id, to] = [await aCategory(library, pick), await aCategory(library, pick * 7 + 1)];
    // Under one of its own it is refused.
    if (id) await moveCategory(library, id, to && to !== id ? to : null, pick % 3).catch(() => {});
  },
  dropCategory: async (library, pick) => {
    const id = await aCategory(library, pick);
    if (id) await deleteCategory(library, id);
  },
  note: async (library, pick, text) => {
    const asset = await anAsset(library, pick);
    if (asset) await addNote(library, [asset.id], text);
  },
  changeNote: async (library, pick, text) => {
    const notes = await library.db.notes.toArray();
    const note = notes[pick % Math.max(1, notes.length)];
    if (note && pick % 2) await editNote(library, note.id, text);
    else if (note) await deleteNote(library, note.id);
  },
  version: async (library, pick, text) => {
    const asset = await anAsset(library, pick);
    const options = { comment: text, values: { headline: text }, categoryIds: null };
    if (asset) await addVersion(library, asset.id, await fileOf(`version ${text} ${pick % 5}`), options);
  },
  current: async (library, pick) => {
    const versions = await library.db.versions.toArray();
    const version = versions[pick % versions.length];
    if (version) await makeCurrent(library, version.id, { withMetadata: pick % 2 === 0, kindOf });
  },
  dropVersion: async (library, pick) => {
    const versions = await library.db.versions.toArray();
    const version = versions[pick % versions.length];
    if (version) await deleteVersion(library, version.id, kindOf).catch(() => {});
  },
  clone: async (library, pick) => {
    const asset = await anAsset(library, pick);
    if (asset) await cloneAssets(library, [asset.id]);
  },
  duplicate: async (library, pick, text) => {
    const asset = await anAsset(library, pick);
    const options = { values: {}, categoryIds: asset?.categoryIds ?? [] };
    if (asset) await duplicateMetadata(library, asset.id, await fileOf(`double ${text}`), options);
  },
  collect: async (library, pick, text) => {
    const ids = (await library.db.assets.toCollection().primaryKeys()) as AssetId[];
    const id = pick % 3 ? await aCollection(library, pick) : undefined;
    const to = id ?? { name: text, profileId: 'original' };
    await addToCollection(library, ids.slice(pick % 2, 2 + (pick % 3)), {
      to,
      profileId: pick % 5 ? null : 'web-1600',
    });
  },
  takeOut: async (library, pick) => {
    const [id, asset] = [await aCollection(library, pick), await anAsset(library, pick)];
    if (id && asset) await removeFromCollection(library, id, [asset.id]);
  },
  arrange: async (library, pick) => {
    const [id, asset] = [await aCollection(library, pick), await anAsset(library, pick)];
    if (id && asset) await moveInCollection(library, id, [asset.id], pick % 4);
  },
  editCollection: async (library, pick, text) => {
    const [id, asset] = [await aCollection(library, pick), await anAsset(library, pick)];
    if (!id || !asset) return;
    if (pick % 3 === 0) await editCollection(library, id, { name: text });
    else if (pick % 3 === 1) await editCollection(library, id, { coverId: asset.id });
    else await setItemProfile(library, id, asset.id, text);
  },
  dropCollection: async (library, pick) => {
    const id = await aCollection(library, pick);
    if (id) await deleteCollection(library, id);
  },
  delete: async (library, pick) => {
    const asset = await anAsset(library, pick);
    if (asset) await deleteAssets(library, [asset.id]);
  },
  restore: async (library, pick) => {
    const asset = await anAsset(library, pick);
    if (asset) await restoreAssets(library, [asset.id]);
  },
};

const sequence = fc.array(
  fc.record({
    name: fc.constantFrom(...Object.keys(OPERATIONS)),
    pick: fc.nat(50),
    text: fc.constantFrom('a', 'b', 'sea', '海'),
  }),
  { minLength: 1, maxLength: 14 },
);

test('any operations followed by as many undos give the library back; redoing gives what was undone', async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (operations) => {
      const { library } = await filled(3);
      const before = await contents(library);
      const after: string[] = [];
      for (const { name, pick, text } of operations) {
        const steps = await library.db.undo.count();
        await OPERATIONS[name]?.(library, pick, text);
        if ((await library.db.undo.count()) > steps) after.push(await contents(library));
      }
      await expectOwners(library);
      const final = await contents(library);
      for (let at = after.length - 1; at >= 0; at--) {
        expect(await contents(library)).toBe(after[at]);
        expect(await step(library, 'undo')).toBeDefined();
      }
      expect(await step(library, 'undo')).toBeUndefined();
      expect(await contents(library)).toBe(before);
      await expectOwners(library);
      while (await step(library, 'redo'));
      expect(await contents(library)).toBe(final);
      await expectOwners(library);
      // And what is redone can be undone again.
      while (await step(library, 'undo'));
      expect(await contents(library)).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('what was undone cannot be done again after something new', async () => {
  const { library, ids } = await filled(1);
  await editAssets(library, ids, edits[0] as Edit, { deed: told('first') });
  await step(library, 'undo');
  await editAssets(library, ids, edits[1] as Edit, { deed: told('second') });
  expect(await step(library, 'redo')).toBeUndefined();
  expect(await step(library, 'undo')).toEqual(told('second')());
});

test('a category that gets another name and another place is changed in one step', async () => {
  const library = await fresh();
  const [trips, day] = [await createCategory(library, 'Trips'), await createCategory(library, 'Day')];
  await editCategory(library, day, { name: 'Days', parentId: trips });
  expect(await library.db.categories.get(day)).toMatchObject({ name: 'Days', parentId: trips });
  await step(library, 'undo');
  expect(await library.db.categories.get(day)).toMatchObject({ name: 'Day', parentId: null });
  await editCategory(library, trips, { name: 'Journeys', parentId: null });
  expect(await library.db.categories.get(trips)).toMatchObject({ name: 'Journeys', order: 0 });
});

test('a step that touches one row twice goes back the whole way', async () => {
  const { library, ids } = await filled(1);
  const [asset] = await library.db.assets.toArray();
  await undoable(
    library,
    () => ({ deed: told('twice')(), assetIds: ids }),
    async (write) => {
      await write.patch('assets', [{ row: asset as Asset, change: { title: 'one' } }]);
      await write.patch('assets', [{ row: { ...(asset as Asset), title: 'one' }, change: { title: 'two' } }]);
    },
  );
  const title = async () => (await library.db.assets.toArray())[0]?.title;
  await step(library, 'undo');
  expect(await title()).toBe('');
  await step(library, 'redo');
  expect(await title()).toBe('two');
  await step(library, 'undo');
  expect(await title()).toBe('');
});

test('bulk edit is single edits one after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 3 }), async (list) => {
      const { library, ids } = await filled(3);
      const expected = (await library.db.assets.toArray()).map((asset) =>
        // biome-ignore lint/performance/noAccumulatingSpread: three edits at most
        list.reduce((each, edit) => Object.assign({}, each, applyEdit(each, edit)), asset),
      );
      for (const edit of list) await editAssets(library, ids, edit, { deed: told('edited') });
      const strip = (asset: Asset) => ({ ...asset, updatedAt: 0 });
      expect((await library.db.assets.toArray()).map(strip)).toEqual(expected.map(strip));
    }),
    { numRuns: 10 },
  );
});

test('delete and restore: nothing happened', async () => {
  const { library, ids } = await filled(3);
  const category = await createCategory(library, 'People');
  await editAssets(
    library,
    ids,
    { fields: {}, categories: { type: 'set', ids: [category] } },
    { deed: told('sorted') },
  );
  const before = await contents(library);
  await deleteAssets(library, ids.slice(0, 2));
  expect(await library.db.assets.where('[deletedAt+createdAt]').between([0, 0], [0, Infinity]).count()).toBe(1);
  await restoreAssets(library, ids.slice(0, 2));
  expect(await contents(library)).toBe(before);
});

test('collections: deleting and restoring keeps an asset’s place and profile; purging takes it out', async () => {
  const { library, ids } = await filled(3);
  const [first, second, third] = ids as [AssetId, AssetId, AssetId];
  const { id } = await addToCollection(library, ids, { to: { name: 'Day', profileId: 'web-1600' } });
  await setItemProfile(library, id, second, 'print-300');
  await moveInCollection(library, id, [third], 0);
  const order = async () => (await membersOf(library, id)).map(({ asset }) => asset.id);
  expect(await order()).toEqual([third, first, second]);
  const before = await contents(library);
  await deleteAssets(library, [first, second]);
  expect(await order()).toEqual([third]);
  await restoreAssets(library, [first, second]);
  expect(await contents(library)).toBe(before);
  expect((await itemsOf(library, id)).at(-1)?.profileId).toBe('print-300');
  await deleteAssets(library, [first]);
  await purgeAssets(library, [first]);
  expect((await itemsOf(library, id)).map((item) => item.assetId)).toEqual([third, second]);
  // Deleting the collection leaves the assets alone.
  await deleteCollection(library, id);
  expect(await library.db.assets.count()).toBe(2);
  expect(await library.db.collectionItems.count()).toBe(0);
  await step(library, 'undo');
  expect(await order()).toEqual([third, second]);
});

test('a category that went while an asset was deleted is not there after restoring', async () => {
  const { library, ids } = await filled(1);
  const category = await createCategory(library, 'Gone');
  await editAssets(
    library,
    ids,
    { fields: {}, categories: { type: 'set', ids: [category] } },
    { deed: told('sorted') },
  );
  await deleteAssets(library, ids);
  await deleteCategory(library, category);
  await restoreAssets(library, ids);
  expect((await library.db.assets.toArray())[0]?.categoryIds).toEqual([]);
});

test.each(['blobs', 'chunks'] as const)('purging: bytes go when nothing points to them (%s)', async (way) => {
  const { library, ids } = await filled(3, way);
  const [first, second] = ids as [AssetId, AssetId];
  const [clone] = (await cloneAssets(library, [first])) as [AssetId];
  await addNote(library, [first, second], 'note');
  await deleteAssets(library, [first, second]);
  await purgeAssets(library, [first, second]);
  expect(await library.db.assets.count()).toBe(2);
  expect(await library.db.notes.count()).toBe(0);
  // The clone shares its bytes with what is gone.
  const kept = await library.db.assets.get(clone);
  expect(await (await readBytes(library, kept?.blobHash as BlobHash, 'image/jpeg')).text()).toBe('file 0');
  await expectOwners(library);
  // Nothing that is undone brings back half of what is gone.
  while (await step(library, 'undo'));
  await expectOwners(library);
  expect(await library.db.assets.get(first)).toBeUndefined();
});

test('an edit says what somebody else changed meanwhile, and writes nothing then', async () => {
  const { library, ids } = await filled(1);
  const set = (value: string): Edit => ({ fields: { headline: { type: 'set', value } }, categories: null });
  const base = { headline: null };
  expect(await editAssets(library, ids, set('theirs'), { deed: told('edited'), base })).toMatchObject({
    conflicts: [],
  });
  expect(await editAssets(library, ids, set('mine'), { deed: told('edited'), base })).toMatchObject({
    conflicts: [{ fieldId: 'headline', now: 'theirs' }],
  });
  expect((await library.db.assets.toArray())[0]?.fields.headline).toBe('theirs');
});

test('one file at most: the last version stays, versions freeze what they had', async () => {
  const { library, ids } = await filled(1);
  const [id] = ids as [AssetId];
  const [only] = await library.db.versions.toArray();
  await expect(deleteVersion(library, only?.id as never, kindOf)).rejects.toThrow();
  await editAssets(library, ids, edits[0] as Edit, { deed: told('edited') });
  const options = { comment: 'retouched', values: { title: 'Second' }, categoryIds: null };
  await addVersion(library, id, await fileOf('second'), options);
  const [first, second] = await library.db.versions.orderBy('id').toArray();
  expect(first?.frozenFields).toMatchObject({ title: 'New title', rating: 4 });
  expect(second).toMatchObject({ number: 2, comment: 'retouched', frozenFields: null });
  await makeCurrent(library, first?.id as never, { withMetadata: true, kindOf });
  expect((await library.db.assets.get(id))?.title).toBe('New title');
  expect((await library.db.versions.get(second?.id as never))?.frozenFields).toMatchObject({ title: 'Second' });
});

test('steps are kept over reopening, and activity tells who did what', async () => {
  const { library, ids } = await filled(1);
  library.author = 'Mia';
  await editAssets(library, ids, edits[0] as Edit, { deed: told('edited Title') });
  library.db.close();
  const again = await openLibrary({ name: library.db.name });
  expect(wordsOf((await undoState(again)).undo)).toBe('edited Title');
  expect((await libraryActivity(again))[0]).toMatchObject({ who: 'Mia', deed: told('edited Title')() });
  await step(again, 'undo');
  expect((await again.db.assets.toArray())[0]?.title).toBe('');
  again.db.close();
});

test.each([1, 2, 4, 5, 6])('a library of version %i opens and is migrated', async (version) => {
  const name = `test-${newId()}`;
  const old = new LibraryDb(name, version);
  await old.open();
  const { library, ids } = await filled(1);
  const [asset] = await library.db.assets.toArray();
  await old.assets.add(asset as Asset);
  old.close();
  const now = await openLibrary({ name });
  opened.push(now);
  expect(await now.db.assets.count()).toBe(1);
  await editAssets(now, ids, edits[0] as Edit, { deed: told('edited') });
  await step(now, 'undo');
  expect(await now.db.embedded.count()).toBe(0);
  const { id } = await addToCollection(now, ids, { to: { name: 'New', profileId: 'original' } });
  expect((await itemsOf(now, id)).map((item) => item.assetId)).toEqual(ids);
});
