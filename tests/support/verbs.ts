import { expect } from 'vitest';
import { NO_FACTS } from '../../src/domain/asset';
import { type CategoryId, type CollectionId, newId } from '../../src/domain/ids';
import { storeArrival, storeUnlessKnown } from '../../src/library/arrivals';
import { forgetFailure, noteAttempt, putEmbedded, saveExamined } from '../../src/library/assets';
import { putCarrier, removeCarrier } from '../../src/library/carriers';
import {
  createCategory,
  deleteCategory,
  editCategory,
  ensureCategories,
  moveCategory,
  seedCategories,
} from '../../src/library/categories';
import { cloneAssets, duplicateMetadata } from '../../src/library/clone';
import { clearDerivatives, getDerivative, putDerivative } from '../../src/library/derivatives';
import { editAssets, editEach } from '../../src/library/edit';
import {
  addToCollection,
  deleteCollection,
  editCollection,
  moveInCollection,
  removeFromCollection,
  setItemProfile,
} from '../../src/library/edit-collections';
import { addExport, removeExport } from '../../src/library/exports';
import { finishUpload, keepEdits } from '../../src/library/finish-upload';
import { addNote, deleteNote, editNote } from '../../src/library/notes';
import { replaceBytes } from '../../src/library/originals';
import { notePending } from '../../src/library/pending';
import { lostPreviews } from '../../src/library/previews';
import {
  type CarriedAll,
  keepBytes,
  mergeBeside,
  mergeCategories,
  mergeRestored,
  type RestoredAsset,
  replaceAll,
} from '../../src/library/restore';
import { putSetting } from '../../src/library/settings';
import { changeShare, deleteShares, putShare } from '../../src/library/shares';
import { CARRIED_TABLES, readSnapshot } from '../../src/library/snapshot';
import { sweepOrphans } from '../../src/library/sweep';
import { tidyUploads } from '../../src/library/tidy-uploads';
import { deleteAssets, purgeAssets, purgeDue, restoreAssets } from '../../src/library/trash';
import { step } from '../../src/library/undo';
import { beginUpload, closeUpload, dismissMissing, extendUpload, settleUpload } from '../../src/library/uploads';
import { addVersion, deleteVersion, makeCurrent, versionsOf } from '../../src/library/versions';
import { exported, fileOf, into, KEPT, plain, preview, type Scene, titled } from './scene';
import { told } from './told';

const DAY = 24 * 60 * 60 * 1000;
const kindOf = () => 'other' as const;

async function firstVersion({ library, ids }: Scene) {
  const [version] = await versionsOf(library, ids[0]);
  if (!version) throw new Error('no version');
  return version.id;
}

async function firstNote({ library }: Scene) {
  const [note] = await library.db.notes.toArray();
  if (!note) throw new Error('no note');
  return note.id;
}

async function carriedRows(library: Scene['library']): Promise<CarriedAll> {
  const rows = Object.fromEntries(CARRIED_TABLES.map((table) => [table, []])) as unknown as CarriedAll;
  await readSnapshot(library, ({ table, rows: some }) => (rows[table] as object[]).push(...some));
  return rows;
}

/** The first asset as a backup has it, changed later. */
async function carriedFrom({ library, ids: [id] }: Scene): Promise<RestoredAsset> {
  const { assets, versions, embedded } = await carriedRows(library);
  const asset = assets.find((each) => each.id === id);
  if (!asset) throw new Error('no asset');
  const changed = { ...asset, title: 'Of the backup', updatedAt: asset.updatedAt + 1 };
  return { asset: changed, versions: versions.filter(({ assetId }) => assetId === id), embedded };
}

/** What a verb needs beside the scene is done before the disk is full. */
export type Verb = (scene: Scene) => Promise<() => Promise<unknown>>;

const arrivalOf = async ({ upload }: Scene, text: string) => ({
  ...(await fileOf(text)),
  uploadId: upload,
  uploadIndex: 1,
  origin: 'upload' as const,
  values: {},
});

/** Every verb of the library that writes, and what it is done to. */
export const VERBS: Record<string, Verb> = {
  beginUpload:
    async ({ library }) =>
    () =>
      beginUpload(library, [{ name: 'a', bytes: 1 }]),
  extendUpload:
    async ({ library, upload }) =>
    () =>
      extendUpload(library, upload, [{ name: 'a', bytes: 1 }]),
  storeArrival: async (scene) => {
    const arrival = await arrivalOf(scene, 'late');
    return () => storeArrival(scene.library, arrival);
  },
  storeUnlessKnown: async (scene) => {
    const arrival = await arrivalOf(scene, 'late');
    return () => storeUnlessKnown(scene.library, arrival);
  },
  'storeArrival of known bytes': async (scene) => {
    const arrival = await arrivalOf(scene, 'one');
    return () => storeArrival(scene.library, arrival);
  },
  'storeArrival whose upload is gone': async (scene) => {
    const arrival = await arrivalOf(scene, 'late');
    await scene.library.db.jobs.delete(scene.upload);
    return () => storeArrival(scene.library, arrival);
  },
  finishUpload: async ({ library, upload, category }) => {
    const edits = { all: into(category), single: {} };
    return () => finishUpload(library, upload, edits);
  },
  keepEdits:
    async ({ library, upload }) =>
    () =>
      keepEdits(library, upload, { all: titled('x'), single: {} }),
  settleUpload: async ({ library, upload }) => {
    const missing = [{ index: 1, name: 'late', bytes: 4, failure: 'no-room' as const }];
    return () => settleUpload(library, upload, missing);
  },
  dismissMissing:
    async ({ library, upload }) =>
    () =>
      dismissMissing(library, upload, new Set([1])),
  closeUpload: async ({ library, upload }) => {
    await settleUpload(library, upload, [{ index: 1, name: 'late', bytes: 4, failure: 'damaged' as const }]);
    return () => closeUpload(library, upload);
  },
  tidyUploads: async ({ library, upload }) => {
    await library.db.jobs.delete(upload);
    return () => tidyUploads(library);
  },
  saveExamined: async ({ library }) => {
    const { hash } = await fileOf('two');
    return () => saveExamined(library, hash, { facts: NO_FACTS, failure: null, previews: [preview()] });
  },
  'saveExamined of what failed for what passes': async ({ library }) => {
    const { hash } = await fileOf('two');
    return () => saveExamined(library, hash, { facts: NO_FACTS, failure: 'too-slow', previews: [] });
  },
  forgetFailure: async ({ library }) => {
    const { hash } = await fileOf('two');
    await saveExamined(library, hash, { facts: NO_FACTS, failure: 'too-slow', previews: [] });
    return () => forgetFailure(library, hash);
  },
  noteAttempt: async ({ library }) => {
    const { hash } = await fileOf('two');
    return () => noteAttempt(library, hash);
  },
  lostPreviews: async ({ library }) => {
    const { hash } = await fileOf('two');
    await saveExamined(library, hash, { facts: { ...NO_FACTS, width: 9 }, failure: null, previews: [preview()] });
    return () => lostPreviews(library, hash);
  },
  putEmbedded: async ({ library, hash }) => {
    await library.db.embedded.delete(hash);
    return () => putEmbedded(library, hash, { 'dc:title': 'Other' });
  },
  replaceBytes: async ({ library }) => {
    const { hash, file } = await fileOf('two');
    await library.db.blobs.update(hash, { bytes: 1 });
    return () => replaceBytes(library, hash, file);
  },
  editAssets:
    async ({ library, ids }) =>
    () =>
      editAssets(library, ids, titled('Harbour'), { deed: told('edited') }),
  'editAssets: categories':
    async ({ library, ids, under }) =>
    () =>
      editAssets(library, ids, into(under), { deed: told('edited') }),
  editEach:
    async ({ library, ids }) =>
    () =>
      editEach(library, new Map(ids.map((id) => [id, titled(id)])), told('took in')),
  addVersion: async ({ library, ids }) => {
    const file = await fileOf('new');
    return () => addVersion(library, ids[0], file, plain);
  },
  'addVersion of known bytes': async ({ library, ids }) => {
    const file = { ...(await fileOf('two')), embedded: { 'dc:title': 'read anew' } };
    return () => addVersion(library, ids[0], file, plain);
  },
  makeCurrent: async (scene) => {
    const id = await firstVersion(scene);
    return () => makeCurrent(scene.library, id, { withMetadata: true, kindOf });
  },
  deleteVersion: async ({ library, ids }) => {
    const newest = (await versionsOf(library, ids[0])).at(-1);
    if (!newest) throw new Error('no version');
    return () => deleteVersion(library, newest.id, kindOf);
  },
  cloneAssets:
    async ({ library, ids }) =>
    () =>
      cloneAssets(library, ids),
  duplicateMetadata: async ({ library, ids, category }) => {
    const file = await fileOf('new');
    return () => duplicateMetadata(library, ids[0], file, { values: { title: 'x' }, categoryIds: [category] });
  },
  'duplicateMetadata of known bytes': async ({ library, ids }) => {
    const file = { ...(await fileOf('two')), embedded: { 'dc:title': 'read anew' } };
    return () => duplicateMetadata(library, ids[0], file, { values: {}, categoryIds: [] });
  },
  addNote:
    async ({ library, ids }) =>
    () =>
      addNote(library, ids, 'More'),
  editNote: async (scene) => {
    const id = await firstNote(scene);
    return () => editNote(scene.library, id, 'Other words');
  },
  deleteNote: async (scene) => {
    const id = await firstNote(scene);
    return () => deleteNote(scene.library, id);
  },
  createCategory:
    async ({ library, category }) =>
    () =>
      createCategory(library, 'New', category),
  ensureCategories:
    async ({ library }) =>
    () =>
      ensureCategories(library, [
        ['Sea', 'Deep'],
        ['Land', 'High'],
      ]),
  editCategory: async ({ library, under }) => {
    return () => editCategory(library, under, { name: 'Ocean', parentId: null });
  },
  moveCategory:
    async ({ library, under }) =>
    () =>
      moveCategory(library, under, null, 0),
  deleteCategory:
    async ({ library, category }) =>
    () =>
      deleteCategory(library, category),
  seedCategories:
    async ({ library }) =>
    () =>
      seedCategories(library, ['People/Staff', 'Places']),
  'addToCollection: a new one':
    async ({ library, ids }) =>
    () =>
      addToCollection(library, ids, { to: { name: 'New', profileId: 'original' } }),
  'addToCollection: one that is there':
    async ({ library, ids, collection }) =>
    () =>
      addToCollection(library, ids, { to: collection, profileId: 'web' }),
  removeFromCollection: async ({ library, ids, collection }) => {
    await editCollection(library, collection, { coverId: ids[0] });
    return () => removeFromCollection(library, collection, ids);
  },
  moveInCollection:
    async ({ library, ids, collection }) =>
    () =>
      moveInCollection(library, collection, [ids[1]], 0),
  editCollection:
    async ({ library, collection }) =>
    () =>
      editCollection(library, collection, { name: 'Other' }),
  setItemProfile:
    async ({ library, ids, collection }) =>
    () =>
      setItemProfile(library, collection, ids[0], 'web'),
  deleteCollection:
    async ({ library, collection }) =>
    () =>
      deleteCollection(library, collection),
  deleteAssets:
    async ({ library, ids }) =>
    () =>
      deleteAssets(library, ids),
  restoreAssets:
    async ({ library, deleted }) =>
    () =>
      restoreAssets(library, [deleted]),
  purgeAssets:
    async ({ library, deleted }) =>
    () =>
      purgeAssets(library, [deleted]),
  purgeDue: async ({ library, deleted }) => {
    await library.db.assets.update(deleted, { deletedAt: 1 });
    const foundDueAt = { [deleted]: Date.now() - 3 * DAY };
    await putSetting(library, 'purge', { lastLookAt: Date.now() - 3 * DAY, foundDueAt });
    return () => purgeDue(library, 30);
  },
  'step: undo':
    async ({ library }) =>
    () =>
      step(library, 'undo'),
  'step: redo': async ({ library }) => {
    await step(library, 'undo');
    return () => step(library, 'redo');
  },
  putSetting:
    async ({ library }) =>
    () =>
      putSetting(library, 'fields', [1]),
  putCarrier:
    async ({ library }) =>
    () =>
      putCarrier(library, 's3', { bucket: 'after' }),
  removeCarrier:
    async ({ library }) =>
    () =>
      removeCarrier(library, 's3'),
  putShare:
    async ({ library, share }) =>
    () =>
      putShare(library, { ...share, name: 'other' }),
  changeShare:
    async ({ library, share }) =>
    () =>
      changeShare(library, share.id, (row) => ({ ...row, revokedAt: 9 })),
  deleteShares:
    async ({ library, share }) =>
    () =>
      deleteShares(library, [share.id]),
  addExport:
    async ({ library }) =>
    () =>
      addExport(library, exported(newId())),
  removeExport:
    async ({ library }) =>
    () =>
      removeExport(library, KEPT),
  getDerivative:
    async ({ library, hash }) =>
    async () =>
      expect(await (await getDerivative(library, hash, 'web'))?.text()).toBe('made'),
  putDerivative: async ({ library, hash }) => {
    const file = new Blob(['made anew']);
    return () => putDerivative(library, { hash, fingerprint: 'print', file, limit: 10 });
  },
  clearDerivatives:
    async ({ library }) =>
    () =>
      clearDerivatives(library),
  keepBytes: async ({ library }) => {
    const { hash, file } = await fileOf('of a backup');
    return () => keepBytes(library, hash, file);
  },
  notePending:
    async ({ library }) =>
    () =>
      notePending(library, true),
  mergeCategories: async ({ library, category }) => {
    const other = newId<CategoryId>();
    const rows = [
      { id: category, parentId: null, name: 'Sea', order: 0 },
      { id: other, parentId: category, name: 'coast', order: 0 },
      { id: newId<CategoryId>(), parentId: other, name: 'Rocks', order: 0 },
    ];
    return () => mergeCategories(library, rows);
  },
  mergeRestored: async (scene) => {
    const restored = await carriedFrom(scene);
    return () => mergeRestored(scene.library, restored, () => {});
  },
  mergeBeside: async (scene) => {
    const rows = await carriedRows(scene.library);
    const [note] = rows.notes;
    if (note) rows.notes = [{ ...note, text: 'Another', editedAt: 9e15 }];
    rows.collections = rows.collections.map((row) => ({ ...row, id: newId<CollectionId>() }));
    const here = new Set(scene.ids);
    return () => mergeBeside(scene.library, rows, here, { madeAt: 1, tell: () => {}, nameOf: () => '' });
  },
  replaceAll: async (scene) => {
    const rows = await carriedRows(scene.library);
    const { asset, versions } = await carriedFrom(scene);
    return () => replaceAll(scene.library, { rows, assets: [{ asset, versions }], madeAt: 1 });
  },
  sweepOrphans: async ({ library }) => {
    await library.db.blobs.put({ hash: 'lost', blob: null, chunkCount: 0, bytes: 0, type: '' });
    await library.db.chunks.put({ hash: 'lost', index: 0, data: new ArrayBuffer(3) });
    return () => sweepOrphans(library);
  },
};
