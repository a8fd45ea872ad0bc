import { editAssets } from '../../../src/library/edit';
import {
  beginSending,
  forgetSent,
  foundInStorage,
  freshStamp,
  noteDevice,
  notePushed,
  noteSent,
  readOutbox,
} from '../../../src/library/in-storage';
import { keepMade } from '../../../src/library/restore';
import type { DeviceRow } from '../../../src/library/rows';
import { deleteAssets, purgeAssets } from '../../../src/library/trash';
import { newSigner } from '../../../src/sync/signing';
import { preview, type Scene, titled } from '../scene';
import { told } from '../told';
import type { Verb } from './verb';

async function deviceOf({ library }: Pick<Scene, 'library'>): Promise<DeviceRow> {
  const { device, key } = await newSigner();
  return {
    key: 'device',
    ...{ storage: 's3', folder: 'x', library: library.id, device, signing: key, identity: null },
    ...{ seq: 0, prev: '', state: null, lookedAt: 0, sheetKept: false },
  };
}

/** Founds the library in a storage, of which nobody asks anything. */
export async function foundIn(scene: Pick<Scene, 'library'>): Promise<void> {
  await foundInStorage(scene.library, await deviceOf(scene));
}

const sending = ({ hash }: Scene) => ({ hash, at: 'ab/cd', bytes: 3, pieces: 1 });

/** What is done with a library that lies in a storage, and what is written beside other verbs there. */
export const STORAGE_VERBS: Record<string, Verb> = {
  foundInStorage: async (scene) => {
    const device = await deviceOf(scene);
    return () => foundInStorage(scene.library, device);
  },
  noteDevice: async (scene) => {
    await foundIn(scene);
    return () => noteDevice(scene.library, { sheetKept: true });
  },
  freshStamp: async (scene) => {
    await foundIn(scene);
    return () => freshStamp(scene.library);
  },
  beginSending: async (scene) => {
    await foundIn(scene);
    return () => beginSending(scene.library, sending(scene));
  },
  noteSent: async (scene) => {
    await foundIn(scene);
    await beginSending(scene.library, sending(scene));
    return () => noteSent(scene.library, [{ hash: scene.hash, packed: { meta: ['x', 0, 1] } }]);
  },
  forgetSent: async (scene) => {
    await foundIn(scene);
    await beginSending(scene.library, sending(scene));
    return () => forgetSent(scene.library, [scene.hash]);
  },
  notePushed: async (scene) => {
    await foundIn(scene);
    await deleteAssets(scene.library, [scene.ids[1]]);
    const rows = await readOutbox(scene.library, 100);
    return () => notePushed(scene.library, rows, { seq: 1, prev: 'x', state: null });
  },
  keepMade: async ({ library, hash, ids }) => {
    const [other] = await library.db.versions.where('assetId').equals(ids[1]).toArray();
    const blobHash = other?.blobHash ?? hash;
    await library.db.embedded.delete(blobHash);
    const embedded = { blobHash, properties: {} };
    return () => keepMade(library, { previews: [{ blobHash, ...preview() }], embedded });
  },
  'editAssets in a storage': async (scene) => {
    await foundIn(scene);
    return () => editAssets(scene.library, [...scene.ids], titled('New'), { deed: told('edited') });
  },
  'purgeAssets in a storage': async (scene) => {
    await foundIn(scene);
    return () => purgeAssets(scene.library, [scene.deleted]);
  },
};
