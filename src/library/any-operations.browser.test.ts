import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileOf, filled } from '../../tests/support/libraries';
import { told } from '../../tests/support/told';
import { contents, expectOwners } from '../../tests/support/whole';
import type { Asset } from '../domain/asset';
import type { Edit } from '../domain/bulk-edit';
import type { AssetId, CategoryId, CollectionId } from '../domain/ids';
import { createCategory, deleteCategory, editCategory, moveCategory } from './categories';
import { cloneAssets, duplicateMetadata } from './clone';
import type { OpenLibrary } from './db';
import { editAssets } from './edit';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from './edit-collections';
import { addNote, deleteNote, editNote } from './notes';
import { deleteAssets, restoreAssets } from './trash';
import { step } from './undo';
import { addVersion, deleteVersion, makeCurrent } from './versions';

const kindOf = () => 'image' as const;

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
