import { type Folders, placeKey } from '../../bag/places';
import { type BackupHead, type FileRow, printLine, ROWS, SECRETS } from '../../bag/rows';
import { BAGIT, DECLARATION, INFO, type Info, MANIFEST, printManifest, TAG_MANIFEST } from '../../bag/tags';
import { AppError, codeOf, type ErrorCode } from '../../domain/errors';
import type { Field } from '../../domain/field';
import type { Folder } from '../../files/folder';
import { getAssets } from '../../library/assets';
import type { Library } from '../../library/library';
import { readWhole, storedError } from '../../library/originals';
import type { Mark } from '../../library/since-backup';
import { getVersions } from '../../library/versions';
import { digestOf } from './digest';
import { readEarlier } from './earlier';
import { bagInfo } from './info';
import { type Earlier, fileRows, type Laid, layOut } from './layout';
import { sidecarOf } from './sidecar';
import { headOf, type Snapshot, takeSnapshot } from './snapshot';

export interface BackupWork {
  library: Library;
  /** Ids that this library has had. */
  own: readonly string[];
  folders: Folders;
  fields: readonly Field[];
  about: Pick<BackupHead, 'id' | 'name' | 'program' | 'described'>;
  /** Settings of carriers, encrypted; null where none go along. */
  secrets: Uint8Array<ArrayBuffer> | null;
  onProgress: (progress: BackupProgress) => void;
  isStopped: () => boolean;
}

export interface BackupProgress {
  files: number;
  ofFiles: number;
  bytes: number;
  ofBytes: number;
}

/** An original that is not in the backup, and why. */
export interface NotBackedUp {
  fileName: string;
  failure: ErrorCode;
}

export interface BackupResult {
  head: BackupHead;
  /** How far the library was. */
  mark: Mark;
  /** Originals that were written now; the others were there. */
  written: number;
  writtenBytes: number;
  failures: NotBackedUp[];
  /** Whether somebody stopped it before it was at its end; what is there is a bag. */
  stopped: boolean;
}

/** Files that are read and written at one time: three small ones may be in memory whole. */
const AT_ONCE = 3;
/** How often it is written down what is there, in milliseconds: after a death the rest is hashed again. */
const NOTE_EVERY_MS = 20_000;

/**
 * Backs the library up into a folder, as a bag: what is there by its hash is not written again. Originals first, what names them
 * last: whoever stops it in the middle has a bag of what is there.
 * @throws AppError "backup-other", "backup-newer", "no-room-there", "save-refused"
 */
export async function backUpInto(folder: Folder, work: BackupWork): Promise<BackupResult> {
  const earlier = await readEarlier(folder, work.own);
  const snapshot = await takeSnapshot(work.library);
  const bag = openBag(folder, work, { earlier, snapshot });
  await bag.fill(layOut(snapshot, work.folders, earlier));
  return bag.finish();
}

function openBag(folder: Folder, work: BackupWork, { earlier, snapshot }: { earlier: Earlier; snapshot: Snapshot }) {
  const { library, fields, about } = work;
  const manifest = new Map(earlier.manifest);
  const sizes = new Map<string, number>();
  const written = new Map<string, Omit<FileRow, 'versionId'>>();
  const failures: NotBackedUp[] = [];
  const progress: BackupProgress = { files: 0, ofFiles: 0, bytes: 0, ofBytes: 0 };
  let count = { files: 0, bytes: 0 };
  let notedAt = Date.now();
  let noting: Promise<void> = Promise.resolve();
  // What an earlier one wrote stands, also where this one is stopped before it comes to it.
  for (const { versionId: _, ...file } of earlier.files) {
    if (manifest.get(file.path) === file.blobHash) written.set(placeKey(file), file);
  }
  const alike = earlier.described === about.described;

  async function write(path: string, content: Blob, wanted?: string): Promise<string> {
    const file = await folder.create(path);
    try {
      const { hash, bytes } = await digestOf(content, file.write);
      if (wanted && hash !== wanted) throw new AppError('stored-damaged');
      await file.close();
      sizes.set(path, bytes);
      return hash;
    } catch (error) {
      await file.abort();
      throw error;
    }
  }

  /** Whether the original lies there already. One that no manifest names is looked at, byte by byte. */
  async function isThere({ path, version }: Laid): Promise<boolean> {
    const listed = manifest.get(path) === version.blobHash;
    if (!listed && !earlier.unlisted.has(path)) return false;
    const file = await folder.read(path);
    if (file?.size !== version.bytes) return false;
    return listed || (await digestOf(file)).hash === version.blobHash;
  }

  async function original(laid: Laid): Promise<void> {
    const { path, version } = laid;
    if (!(await isThere(laid))) {
      const file = await readWhole(library, version.blobHash);
      await write(path, file, version.blobHash).catch((error: unknown) => Promise.reject(storedError(error)));
      count = { files: count.files + 1, bytes: count.bytes + version.bytes };
    }
    manifest.set(path, version.blobHash);
    sizes.set(path, version.bytes);
  }

  async function sidecar({ asset, version, sidecar: path, before }: Laid): Promise<number> {
    const listed = manifest.get(path);
    if (alike && before?.updatedAt === asset.updatedAt && (before.sidecarBytes === 0 || listed)) {
      return before.sidecarBytes;
    }
    const [[row], [of]] = await Promise.all([getAssets(library, [asset.id]), getVersions(library, [version.id])]);
    const packet = row && of && (await sidecarOf(library, { asset: row, version: of, fields }));
    if (!packet) {
      if (listed) await folder.remove(path);
      manifest.delete(path);
      return 0;
    }
    const content = new Blob([packet as Uint8Array<ArrayBuffer>]);
    if ((await digestOf(content)).hash !== listed) manifest.set(path, await write(path, content));
    return content.size;
  }

  async function one(laid: Laid): Promise<void> {
    const { asset, version, path } = laid;
    try {
      await original(laid);
      const sidecarBytes = await sidecar(laid);
      sizes.set(laid.sidecar, sidecarBytes);
      const { assetId, blobHash, bytes } = version;
      const { updatedAt } = asset;
      const place = { path, sidecar: laid.sidecar, sidecarBytes };
      written.set(placeKey(version), { assetId, blobHash, bytes, ...place, updatedAt });
    } catch (error) {
      const failure = codeOf(error);
      if (failure === 'no-room-there' || failure === 'save-refused') throw error;
      failures.push({ fileName: version.fileName, failure });
    }
    progress.files++;
    progress.bytes += version.bytes;
    work.onProgress(progress);
    if (Date.now() - notedAt > NOTE_EVERY_MS) {
      notedAt = Date.now();
      noting = noting.then(() => note());
    }
    await noting;
  }

  /** Writes down what is in the bag by now. */
  async function note(more: Info = {}): Promise<void> {
    const tags: [path: string, text: string][] = [
      [BAGIT, DECLARATION],
      [INFO, bagInfo({ ...about, library: library.id, madeAt: snapshot.madeAt }, more)],
      [MANIFEST, printManifest(manifest)],
    ];
    const hashes = new Map<string, string>();
    for (const [path, text] of tags) hashes.set(path, await write(path, new Blob([text])));
    await write(TAG_MANIFEST, new Blob([printManifest(hashes)]));
  }

  return {
    async fill(all: readonly Laid[]): Promise<void> {
      progress.ofFiles = all.length;
      progress.ofBytes = all.reduce((sum, { version }) => sum + version.bytes, 0);
      const queue = [...all].reverse();
      const hand = async () => {
        for (let next = queue.pop(); next && !work.isStopped(); next = queue.pop()) await one(next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, hand));
    },

    async finish(): Promise<BackupResult> {
      const head = headOf(snapshot, { ...about, library: library.id });
      const files = fileRows(snapshot.versions, written).map((row) => printLine('files', row));
      manifest.set(ROWS, await write(ROWS, new Blob([printLine('backup', head), ...files, ...snapshot.lines])));
      if (work.secrets) manifest.set(SECRETS, await write(SECRETS, new Blob([work.secrets])));
      const stopped = work.isStopped();
      await note({ 'Payload-Oxum': await oxum(), 'Satchel-Complete': stopped || failures.length > 0 ? 'no' : 'yes' });
      return { head, mark: snapshot.mark, written: count.files, writtenBytes: count.bytes, failures, stopped };
    },
  };

  /** Bytes and files of the payload (RFC 8493, §2.2.2). */
  async function oxum(): Promise<string> {
    let bytes = 0;
    for (const path of manifest.keys()) bytes += sizes.get(path) ?? (await folder.read(path))?.size ?? 0;
    return `${bytes}.${manifest.size}`;
  }
}
