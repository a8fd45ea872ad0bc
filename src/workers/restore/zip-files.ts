import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js/lib/zip-core.js';
import type { Files } from '../../bag/source';
import { AppError } from '../../domain/errors';

/** APPNOTE 6.3.10, §4.3.7: a local header's fixed part, and where the lengths of name and extra field stand in it. */
const LOCAL_HEADER = 30;
const NAME_LENGTH = 26;
const EXTRA_LENGTH = 28;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip, read where they lie: nothing is unpacked before it is asked for.
 * @throws AppError "backup-broken" where it is no zip, or ends early
 */
export async function zipFiles(file: File): Promise<Files> {
  configure({ useWebWorkers: false });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of new ZipReader(new BlobReader(file)).getEntriesGenerator()) {
      if (!entry.directory) entries.set(entry.filename, entry);
    }
  } catch (cause) {
    throw new AppError('backup-broken', { cause, detail: file.name });
  }
  return {
    name: file.name,
    paths: new Set(entries.keys()),
    async read(path) {
      const entry = entries.get(path);
      return entry ? contentOf(file, entry) : null;
    },
  };
}

async function contentOf(zip: File, entry: Entry): Promise<Blob> {
  const broken = () => new AppError('backup-damaged', { detail: entry.filename });
  if (entry.encrypted) throw broken();
  const head = new DataView(await zip.slice(entry.offset, entry.offset + LOCAL_HEADER).arrayBuffer());
  if (head.byteLength < LOCAL_HEADER) throw broken();
  const start = entry.offset + LOCAL_HEADER + head.getUint16(NAME_LENGTH, true) + head.getUint16(EXTRA_LENGTH, true);
  const packed = zip.slice(start, start + entry.compressedSize);
  if (entry.compressionMethod === STORED) return packed;
  if (entry.compressionMethod !== DEFLATED) throw broken();
  try {
    return await new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
  } catch {
    throw broken();
  }
}
