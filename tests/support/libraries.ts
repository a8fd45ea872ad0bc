import { afterEach } from 'vitest';
import { type AssetId, type BlobHash, newId } from '../../src/domain/ids';
import { storeArrival } from '../../src/library/arrivals';
import { type OpenLibrary, openLibrary } from '../../src/library/db';
import { finishUpload } from '../../src/library/finish-upload';
import type { NewFile } from '../../src/library/first-version';
import { beginUpload, settleUpload } from '../../src/library/uploads';

const opened: OpenLibrary[] = [];

afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

/** A library that is taken away after the test. */
export async function fresh(
  bytes: 'blobs' | 'chunks' = 'blobs',
  name: string = `test-${newId()}`,
): Promise<OpenLibrary> {
  const library = await openLibrary({ name, bytes });
  opened.push(library);
  return library;
}

/** A file whose bytes are these words, and that says nothing of itself. */
export async function fileOf(text: string): Promise<NewFile> {
  const file = new File([text], `${text}.bin`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  const mime = 'image/jpeg';
  return { file, fileName: file.name, modifiedAt: 1, hash, mime, kind: 'image', toExamine: false, embedded: {} };
}

interface Filled {
  library: OpenLibrary;
  ids: AssetId[];
}

/** A library of finished assets, whose files are "file 0", "file 1" and so on. */
export async function filled(count: number, bytes: 'blobs' | 'chunks' = 'blobs'): Promise<Filled> {
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
