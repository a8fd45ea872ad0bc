import { NO_FACTS } from '../../../src/domain/asset';
import { storeArrival, storeUnlessKnown } from '../../../src/library/arrivals';
import { forgetFailure, noteAttempt, putEmbedded, saveExamined } from '../../../src/library/assets';
import { finishUpload, keepEdits } from '../../../src/library/finish-upload';
import { replaceBytes } from '../../../src/library/originals';
import { lostPreviews } from '../../../src/library/previews';
import { tidyUploads } from '../../../src/library/tidy-uploads';
import { beginUpload, closeUpload, dismissMissing, extendUpload, settleUpload } from '../../../src/library/uploads';
import { fileOf, into, preview, type Scene, titled } from '../scene';
import type { Verb } from './verb';

const arrivalOf = async ({ upload }: Scene, text: string) => ({
  ...(await fileOf(text)),
  uploadId: upload,
  uploadIndex: 1,
  origin: 'upload' as const,
  values: {},
});

/** Uploads, and what is found out about their files. */
export const UPLOAD_VERBS: Record<string, Verb> = {
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
};
