import { NO_FACTS } from '../../src/domain/asset';
import type { BlobHash } from '../../src/domain/ids';
import { readBytes, saveExamined } from '../../src/library/assets';
import { type Library, openLibrary } from '../../src/library/db';
import { beginUpload, finishUpload, settleUpload, storeArrival } from '../../src/library/uploads';

/**
 * Makes many assets through the library's own verbs: each its own transaction, as if it had been uploaded; bytes and
 * previews are those of the assets that are there already.
 */
async function seed(count: number): Promise<number> {
  const library = await openLibrary();
  const models = await library.db.assets.toArray();
  if (models.length === 0) throw new Error('upload something first');
  const uploadId = await beginUpload(library, []);
  await finishUpload(library, uploadId);
  let next = 0;
  const work = async () => {
    for (let i = next++; i < count; i = next++) {
      const model = models[i % models.length];
      if (!model) return;
      const file = await readBytes(library, model.blobHash, model.mime);
      await storeArrival(library, {
        file,
        fileName: `Seeded ${String(i).padStart(6, '0')} ${model.fileName}`,
        modifiedAt: model.createdAt,
        hash: model.blobHash,
        mime: model.mime,
        kind: model.kind,
        toExamine: true,
        uploadId,
        uploadIndex: i,
        origin: 'upload',
        embedded: {},
        values: {},
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await settleUpload(library, uploadId, []);
  library.db.close();
  return count;
}

/** Makes bytes of a size and an asset of them, for downloads of many gigabytes that need not be uploaded one by one. */
async function seedBytes(name: string, size: number): Promise<void> {
  const library: Library = await openLibrary();
  const uploadId = await beginUpload(library, []);
  const part = new Uint8Array(1024 * 1024);
  for (let at = 0; at < part.length; at += 65_536) crypto.getRandomValues(part.subarray(at, at + 65_536));
  const file = new Blob(Array.from({ length: Math.ceil(size / part.length) }, () => part)).slice(0, size);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
  const asset = await storeArrival(library, {
    file,
    fileName: name,
    modifiedAt: Date.now(),
    hash,
    mime: 'application/zip',
    kind: 'archive',
    toExamine: false,
    uploadId,
    uploadIndex: 0,
    origin: 'upload',
    embedded: {},
    values: {},
  });
  await saveExamined(library, asset.blobHash, { facts: NO_FACTS, failure: null, previews: [] });
  await finishUpload(library, uploadId);
  await settleUpload(library, uploadId, []);
  library.db.close();
}

Object.assign(window, { seed, seedBytes });
