import type { Folders } from '../../bag/places';
import { placeKey } from '../../bag/places';
import { type BackupHead, type FileRow, printLine, ROWS, SECRETS } from '../../bag/rows';
import { BAGIT, DECLARATION, INFO, MANIFEST, printManifest, TAG_MANIFEST } from '../../bag/tags';
import { AppError, codeOf } from '../../domain/errors';
import { openSink, type ZipTarget } from '../../files/sink';
import { getAssets } from '../../library/assets';
import { readWhole } from '../../library/originals';
import type { Mark } from '../../library/since-backup';
import { getVersions } from '../../library/versions';
import { zipDate } from '../zip-writers';
import { zip64Writer } from '../zip64-writer';
import { digestOf } from './digest';
import { bagInfo } from './info';
import type { BackupProgress, BackupWork, NotBackedUp } from './into-folder';
import { fileRows, type Laid, layOut, NOTHING_BEFORE } from './layout';
import { sidecarOf } from './sidecar';
import { headOf, takeSnapshot } from './snapshot';

/** A backup in numbered zips, each a bag of its own with the rows of all. */
export interface ZipBackup {
  head: BackupHead;
  mark: Mark;
  /** How many zips there are, and about how many bytes each has. */
  sizes: number[];
  /**
   * Writes one of them.
   * @param name its file name, without ".zip": the folder inside is called so (RFC 8493, §4)
   * @returns the finished zip, or null where it went to a file that the person chose
   */
  write(index: number, name: string, target: ZipTarget): Promise<{ file: Blob | null; failures: NotBackedUp[] }>;
}

/** What an original takes beside its bytes: its sidecar, its entries and its line. */
const BESIDE_BYTES = 8 * 1024;

/** Shares originals out among zips, in their order. An original larger than a zip has one of its own. */
export function shareOut<Item extends { version: { bytes: number } }>(all: readonly Item[], most: number): Item[][] {
  const zips: Item[][] = [[]];
  let bytes = 0;
  for (const item of all) {
    const more = item.version.bytes + BESIDE_BYTES;
    if (bytes > 0 && bytes + more > most) {
      zips.push([]);
      bytes = 0;
    }
    zips.at(-1)?.push(item);
    bytes += more;
  }
  return zips;
}

/** @param most bytes that a zip is to have at most */
export async function planZips(work: BackupWork, most: number): Promise<ZipBackup> {
  const { library, about, fields } = work;
  const snapshot = await takeSnapshot(library);
  const laid = layOut(snapshot, work.folders satisfies Folders, NOTHING_BEFORE);
  const rowBytes = snapshot.lines.reduce((sum, { size }) => sum + size, 0);
  const zips = shareOut(laid, Math.max(most - rowBytes, most / 2));
  const head = headOf(snapshot, { ...about, library: library.id });
  const files = fileRows(snapshot.versions, new Map(laid.map((each) => [placeKey(each.version), fileOf(each)])));
  const lines = [printLine('backup', head), ...files.map((row) => printLine('files', row)), ...snapshot.lines];
  const sizes = zips.map((zip) => rowBytes + zip.reduce((sum, { version }) => sum + version.bytes + BESIDE_BYTES, 0));
  const progress: BackupProgress = {
    files: 0,
    ofFiles: laid.length,
    bytes: 0,
    ofBytes: laid.reduce((sum, { version }) => sum + version.bytes, 0),
  };

  return {
    head,
    mark: snapshot.mark,
    sizes,
    async write(index, name, target) {
      const sink = await openSink(target);
      const zip = zip64Writer(sink);
      const manifest = new Map<string, string>();
      const failures: NotBackedUp[] = [];
      let bytes = 0;
      const add = async (path: string, file: Blob, { hash, modifiedAt = snapshot.madeAt }: Adding) => {
        await zip.add({ name: `${name}/${path}`, file, modifiedAt: zipDate(modifiedAt) });
        return hash ?? (await digestOf(file)).hash;
      };
      const payload = async (path: string, file: Blob, adding: Adding = {}) => {
        manifest.set(path, await add(path, file, adding));
        bytes += file.size;
      };

      const one = async ({ asset, version, path, sidecar }: Laid) => {
        const file = (await readWhole(library, version.blobHash)).slice(0, version.bytes, version.mime);
        const { hash } = await digestOf(file);
        if (hash !== version.blobHash) throw new AppError('stored-damaged');
        await payload(path, file, { hash, modifiedAt: version.modifiedAt });
        const [[row], [of]] = await Promise.all([getAssets(library, [asset.id]), getVersions(library, [version.id])]);
        const packet = row && of && (await sidecarOf(library, { asset: row, version: of, fields }));
        if (packet) await payload(sidecar, new Blob([packet as Uint8Array<ArrayBuffer>]));
      };

      try {
        for (const each of zips[index] ?? []) {
          if (work.isStopped()) throw new DOMException('stopped', 'AbortError');
          await one(each).catch((error: unknown) => {
            const failure = codeOf(error);
            if (failure !== 'stored-damaged' && failure !== 'missing-bytes' && failure !== 'vanished') throw error;
            failures.push({ fileName: each.version.fileName, failure });
          });
          progress.files++;
          progress.bytes += each.version.bytes;
          work.onProgress(progress);
        }
        await payload(ROWS, new Blob(lines));
        if (work.secrets) await payload(SECRETS, new Blob([work.secrets]));
        const count = `${index + 1} of ${zips.length}`;
        const info = bagInfo(
          { ...about, library: library.id, madeAt: snapshot.madeAt },
          { 'Payload-Oxum': `${bytes}.${manifest.size}`, 'Bag-Count': count, 'Satchel-Complete': 'yes' },
        );
        const tags = new Map<string, string>();
        for (const [path, text] of [
          [BAGIT, DECLARATION],
          [INFO, info],
          [MANIFEST, printManifest(manifest)],
        ] as const) {
          tags.set(path, await add(path, new Blob([text], { type: 'text/plain' }), {}));
        }
        await add(TAG_MANIFEST, new Blob([printManifest(tags)], { type: 'text/plain' }), {});
        await zip.finish();
        return { file: await sink.close(), failures };
      } catch (error) {
        await sink.abort();
        throw error;
      }
    },
  };
}

interface Adding {
  /** SHA-256, where it is known. */
  hash?: string;
  modifiedAt?: number;
}

const fileOf = ({ asset, version, path, sidecar }: Laid): Omit<FileRow, 'versionId'> => ({
  assetId: version.assetId,
  blobHash: version.blobHash,
  bytes: version.bytes,
  path,
  sidecar,
  sidecarBytes: 0,
  updatedAt: asset.updatedAt,
});
