import { AppError } from '../domain/errors';
import { digests } from './digest';
import { writeGallery } from './gallery';
import { GALLERY, MANIFEST, type Manifest, readManifest, type SharedFile, writeManifest } from './manifest';
import { type StoredFile, storedZip } from './stored-zip';
import { entryContents, type ZipEntry, zipEntries } from './zip-layout';

/** What a package holds, once all of it is proven. */
export interface Proven {
  /** The files by their names, as parts of the decrypted bytes where they are stored. */
  files: Map<string, Blob>;
  /** All of them in one zip that was made anew: nothing that was not proven is in it. */
  zip: Blob;
}

/**
 * The files of a decrypted package, each proven by its length and SHA-256. Names, lengths and hashes are the manifest's,
 * which is authenticated; what the zip says besides must agree. Whoever made it may have put into it what no directory names, for
 * programs that do not go by the directory: so the zip itself is never handed on.
 * @param zip the decrypted bytes
 * @throws AppError "share-altered"
 */
export async function prove(
  zip: Blob,
  manifest: Manifest,
  onFile: (file: SharedFile) => void = () => {},
): Promise<Proven> {
  const inOrder = await zipEntries(zip);
  const entries = new Map(inOrder.map((entry) => [entry.name, entry]));
  const expected = new Set([MANIFEST, GALLERY, ...manifest.files.map(({ name }) => name)]);
  if (inOrder.some(({ name }) => !expected.has(name)))
    throw new AppError('share-altered', { detail: 'holds what the manifest does not name' });
  await sameManifest(zip, inOrder[0], manifest);
  const files = new Map<string, Blob>();
  const anew: StoredFile[] = [];
  for (const file of manifest.files) {
    const entry = entries.get(file.name);
    if (!entry || entry.bytes !== file.bytes) throw new AppError('share-altered');
    const blob = await entryContents(zip, entry);
    const { sha256, crc } = await digests(blob);
    if (sha256 !== file.sha256 || crc !== entry.crc) throw new AppError('share-altered');
    files.set(file.name, blob.slice(0, blob.size, file.type));
    anew.push({ name: file.name, file: blob, crc, modified: entry.modified });
    onFile(file);
  }
  return { files, zip: storedZip([...(await wordsAnew(manifest, inOrder[0]?.modified ?? 0)), ...anew]) };
}

/** What was shown is what came first as a stream: the directory must mean the same. */
async function sameManifest(zip: Blob, entry: ZipEntry | undefined, manifest: Manifest): Promise<void> {
  if (entry?.name !== MANIFEST) throw new AppError('share-altered', { detail: 'the manifest is not the first entry' });
  const json = await (await entryContents(zip, entry)).text();
  const read = readManifest(json, Date.parse(manifest.expiresAt) - 1);
  if (typeof read === 'string' || writeManifest(read) !== writeManifest(manifest))
    throw new AppError('share-altered', { detail: 'two manifests' });
}

/** The manifest and the gallery, from what was understood of the manifest: no script of somebody else's goes with them. */
async function wordsAnew(manifest: Manifest, modified: number): Promise<StoredFile[]> {
  const words = [
    [MANIFEST, writeManifest(manifest)],
    [GALLERY, writeGallery(manifest)],
  ] as const;
  return Promise.all(
    words.map(async ([name, text]) => {
      const file = new Blob([text]);
      return { name, file, crc: (await digests(file)).crc, modified };
    }),
  );
}
