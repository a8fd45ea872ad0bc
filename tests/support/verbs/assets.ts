import { cloneAssets, duplicateMetadata } from '../../../src/library/clone';
import { editAssets, editEach } from '../../../src/library/edit';
import { mergeDuplicates } from '../../../src/library/merge-duplicates';
import { addNote, deleteNote, editNote } from '../../../src/library/notes';
import { putSetting } from '../../../src/library/settings';
import { deleteAssets, purgeAssets, purgeDue, restoreAssets } from '../../../src/library/trash';
import { addVersion, deleteVersion, makeCurrent, versionsOf } from '../../../src/library/versions';
import { fileOf, into, plain, type Scene, titled } from '../scene';
import { told } from '../told';
import type { Verb } from './verb';

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

/** Assets, their versions and notes, and the trash. */
export const ASSET_VERBS: Record<string, Verb> = {
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
  mergeDuplicates:
    async ({ library, ids }) =>
    () =>
      mergeDuplicates(library, ids[2], [ids[0], ids[1]]),
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
};
