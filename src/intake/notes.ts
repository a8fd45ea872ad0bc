import type { AssetId, JobId } from '../domain/ids';
import { finishUpload } from '../library/finish-upload';
import type { Library } from '../library/library';
import { uploadLock } from '../library/locks';
import type { UploadEdits } from '../library/rows';
import { beginUpload, extendUpload } from '../library/uploads';
import type { Ledger, Taken } from './ledger';

/** What an upload's row says: which files it expects. */
export interface Notes {
  /** Undefined until the first file. */
  readonly uploadId: JobId | undefined;
  /**
   * Has the upload expect files, and begins it where it is the first time.
   * @returns the index of the first of them
   * @throws where it could not be written
   */
  expect(fresh: readonly Taken[], handles: FileSystemHandle[]): Promise<number>;
  /** Makes what it has final. @param brought assets of it that another upload may have finished */
  finish(edits: UploadEdits | undefined, brought?: readonly AssetId[]): Promise<void>;
  /** This tab works on it no more. */
  letGo(): void;
}

/** @param begun an upload of an earlier tab that is gone on with */
export function createNotes(library: Library, begun: JobId | undefined, ledger: Pick<Ledger, 'seen'>): Notes {
  let uploadId = begun;
  let release: (() => void) | undefined;

  /** While this tab works on the upload it holds its lock, so that others do not take it for an abandoned one. */
  function hold(id: JobId): void {
    if (release) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    release = resolve;
    void navigator.locks.request(uploadLock(id), () => promise);
  }

  return {
    get uploadId() {
      return uploadId;
    },
    async expect(fresh, handles) {
      const named = fresh.map(({ file, beside, folders }) => ({
        name: file.name,
        bytes: file.size,
        folders,
        fromTakeout: beside?.takeout !== undefined,
      }));
      let first = 0;
      if (!uploadId) uploadId = await beginUpload(library, named, handles);
      else if (fresh.length > 0) {
        const used = [...ledger.seen].reduce((most, index) => Math.max(most, index + 1), 0);
        first = await extendUpload(library, uploadId, named, handles, used);
      }
      hold(uploadId);
      return first;
    },
    async finish(edits, brought) {
      if (uploadId) await finishUpload(library, uploadId, edits, brought);
    },
    letGo: () => release?.(),
  };
}
