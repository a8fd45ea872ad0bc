import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js/lib/zip-core.js';
import { AppError } from '../domain/errors';
import { sha256 } from './digest';
import { GALLERY, MANIFEST, type Manifest, type SharedFile } from './manifest';

const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a decrypted package, each proven by its length and SHA-256. Names, lengths and hashes are the manifest's,
 * which is authenticated; what the zip says besides must agree.
 * @param zip the decrypted bytes
 * @returns the files by their names, as parts of `zip` where they are stored
 * @throws AppError "share-altered"
 */
export async function provenFiles(
  zip: Blob,
  manifest: Manifest,
  onFile: (file: SharedFile) => void = () => {},
): Promise<Map<string, Blob>> {
  // This is a worker already, and its policy allows no others.
  configure({ useWebWorkers: false });
  const entries = await entriesOf(zip);
  const expected = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
  const surplus = [...entries.keys()].filter((name) => !expected.has(name) && name !== GALLERY);
  if (surplus.length > 0) throw new AppError('share-altered', { detail: 'holds what the manifest does not name' });
  const files = new Map<string, Blob>();
  for (const file of manifest.files) {
    const entry = entries.get(file.name);
    if (!entry || entry.uncompressedSize !== file.bytes) throw new AppError('share-altered');
    const blob = await contentsOf(zip, entry, file);
    if ((await sha256(blob)) !== file.sha256) throw new AppError('share-altered');
    files.set(file.name, blob.slice(0, blob.size, file.type));
    onFile(file);
  }
  return files;
}

async function entriesOf(zip: Blob): Promise<Map<string, Entry>> {
  const reader = new ZipReader(new BlobReader(zip));
  try {
    const list = await reader.getEntries();
    const entries = new Map(list.map((entry) => [entry.filename, entry]));
    if (entries.size !== list.length) throw new AppError('share-altered', { detail: 'two entries of one name' });
    return entries;
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('share-altered', { cause });
  } finally {
    await reader.close();
  }
}

/** A stored entry is a part of the zip; one that is deflated is opened, and never further than the manifest says. */
async function contentsOf(zip: Blob, entry: Entry, { bytes }: SharedFile): Promise<Blob> {
  if (entry.compressionMethod === STORED) {
    const start = await dataStart(zip, entry.offset);
    return zip.slice(start, start + bytes);
  }
  if (entry.compressionMethod !== DEFLATED || !('getData' in entry) || !entry.getData)
    throw new AppError('share-altered');
  const parts: Blob[] = [];
  let total = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      total += chunk.length;
      if (total > bytes) throw new AppError('share-altered');
      parts.push(new Blob([chunk.slice()]));
    },
  });
  try {
    await entry.getData(sink);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('share-altered', { cause });
  }
  return new Blob(parts);
}

const LOCAL_HEADER = 0x04034b50;

/** Behind the local header, its name and its extra field (APPNOTE 6.3.10, §4.3.7). */
async function dataStart(zip: Blob, offset: number): Promise<number> {
  const LENGTH = 30;
  const header = new DataView(await zip.slice(offset, offset + LENGTH).arrayBuffer());
  if (header.byteLength < LENGTH || header.getUint32(0, true) !== LOCAL_HEADER) throw new AppError('share-altered');
  return offset + LENGTH + header.getUint16(26, true) + header.getUint16(28, true);
}
