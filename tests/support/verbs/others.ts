import { expect } from 'vitest';
import { type CategoryId, type CollectionId, newId } from '../../../src/domain/ids';
import { putCarrier, removeCarrier } from '../../../src/library/carriers';
import { clearDerivatives, getDerivative, putDerivative } from '../../../src/library/derivatives';
import { addExport, removeExport } from '../../../src/library/exports';
import { notePending } from '../../../src/library/pending';
import {
  type CarriedAll,
  keepBytes,
  mergeBeside,
  mergeCategories,
  mergeRestored,
  type RestoredAsset,
  replaceAll,
} from '../../../src/library/restore';
import { putSetting } from '../../../src/library/settings';
import { changeShare, deleteShares, putShare } from '../../../src/library/shares';
import { CARRIED_TABLES, readSnapshot } from '../../../src/library/snapshot';
import { sweepOrphans } from '../../../src/library/sweep';
import { step } from '../../../src/library/undo';
import { exported, fileOf, KEPT, type Scene } from '../scene';
import type { Verb } from './verb';

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

/** Steps, settings, shares, exports, the cache, backups and what is swept. */
export const OTHER_VERBS: Record<string, Verb> = {
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
