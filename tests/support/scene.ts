import { NO_FACTS } from '../../src/domain/asset';
import type { Edit } from '../../src/domain/bulk-edit';
import {
  type AssetId,
  type BlobHash,
  type CategoryId,
  type CollectionId,
  type JobId,
  newId,
} from '../../src/domain/ids';
import type { Share } from '../../src/domain/share';
import { storeArrival } from '../../src/library/arrivals';
import { saveExamined } from '../../src/library/assets';
import { putCarrier } from '../../src/library/carriers';
import { createCategory } from '../../src/library/categories';
import { type OpenLibrary, openLibrary } from '../../src/library/db';
import { putDerivative } from '../../src/library/derivatives';
import { editAssets } from '../../src/library/edit';
import { addToCollection } from '../../src/library/edit-collections';
import { addExport } from '../../src/library/exports';
import { finishUpload } from '../../src/library/finish-upload';
import type { NewFile } from '../../src/library/first-version';
import { addNote } from '../../src/library/notes';
import { newShareId, putShare } from '../../src/library/shares';
import { deleteAssets } from '../../src/library/trash';
import { beginUpload, settleUpload } from '../../src/library/uploads';
import { addVersion } from '../../src/library/versions';
import { told } from './told';

/** A file whose bytes are these words. */
export async function fileOf(text: string): Promise<NewFile> {
  const file = new File([text], `${text}.bin`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  const mime = 'application/octet-stream';
  const embedded = { 'dc:title': text };
  return { file, fileName: file.name, modifiedAt: 1, hash, mime, kind: 'other', toExamine: true, embedded };
}

/** A library in which every verb has something to do. */
export interface Scene {
  library: OpenLibrary;
  /** Three living assets; the first has two versions, a note and a preview, and is in everything. */
  ids: [AssetId, AssetId, AssetId];
  /** In Deleted, and named by a step. */
  deleted: AssetId;
  hash: BlobHash;
  category: CategoryId;
  under: CategoryId;
  collection: CollectionId;
  /** "Finish" was not pressed; one file came, two did not. */
  upload: JobId;
  share: Share;
}

export const titled = (value: string): Edit => ({ fields: { title: { type: 'set', value } }, categories: null });
export const into = (id: CategoryId): Edit => ({ fields: {}, categories: { type: 'change', add: [id], remove: [] } });
export const plain = { comment: '', values: {}, categoryIds: null };
export const preview = () => ({ size: 320 as const, type: 'image/webp', data: new ArrayBuffer(9) });

async function arrive(library: OpenLibrary, uploadId: JobId, texts: readonly string[]): Promise<AssetId[]> {
  const ids: AssetId[] = [];
  for (const [uploadIndex, text] of texts.entries()) {
    const arrival = { ...(await fileOf(text)), uploadId, uploadIndex, origin: 'upload' as const, values: {} };
    ids.push((await storeArrival(library, arrival)).id);
  }
  return ids;
}

/** Makes a library for the walk over every verb; whoever makes it takes it away. */
export async function makeScene(bytes: 'blobs' | 'chunks'): Promise<Scene> {
  const library = await openLibrary({ name: `test-${newId()}`, bytes });
  const first = await beginUpload(library, []);
  const [one, two, three, deleted] = (await arrive(library, first, ['one', 'two', 'three', 'four'])) as AssetId[];
  if (!one || !two || !three || !deleted) throw new Error('no assets');
  await finishUpload(library, first);
  await settleUpload(library, first, []);
  const category = await createCategory(library, 'Sea');
  const under = await createCategory(library, 'Coast', category);
  await editAssets(library, [one, two, deleted], into(category), { deed: told('edited') });
  const { id: collection } = await addToCollection(library, [one, two], {
    to: { name: 'Best', profileId: 'original' },
  });
  await addNote(library, [one, deleted], 'A note');
  const { hash } = await fileOf('one');
  await saveExamined(library, hash, { facts: NO_FACTS, failure: null, previews: [preview()] });
  await addVersion(library, one, await fileOf('one, second'), plain);
  await deleteAssets(library, [deleted]);
  await putDerivative(library, { hash, fingerprint: 'web', file: new Blob(['made']), limit: 1000 });
  const named = ['late', 'later'].map((name) => ({ name, bytes: 4 }));
  const upload = await beginUpload(library, [{ name: 'came', bytes: 4 }, ...named]);
  await arrive(library, upload, ['came']);
  const share: Share = {
    id: await newShareId(library),
    name: 'one',
    items: [{ assetId: one, profileId: 'original' }],
    collectionId: null,
    to: [],
    comment: '',
    carrier: 'file',
    profile: 'Original',
    files: [],
    createdAt: 1,
    expiresAt: 2,
    revokedAt: 0,
    link: '',
    fileName: '',
    bytes: 0,
    key: null,
    object: '',
    place: null,
    undeleted: [],
    oneEach: false,
    noticed: '',
  };
  await putShare(library, share);
  await putCarrier(library, 's3', { bucket: 'before' });
  await addExport(library, exported(KEPT));
  return { library, ids: [one, two, three], deleted, hash, category, under, collection, upload, share };
}

/** The id of the zip that waits for being saved. */
export const KEPT = newId<JobId>();

export const exported = (id: JobId) => ({
  id,
  createdAt: 1,
  stored: 'x.zip',
  name: 'x.zip',
  title: 'x',
  bytes: 1,
  failures: 0,
});
