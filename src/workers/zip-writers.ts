import { deflateSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { ZipSink } from '../files/sink';

interface ZipEntry {
  name: string;
  file: Blob;
  modifiedAt: Date;
}

export interface ZipWriter {
  /** Settles when the entry's bytes are written. */
  add(entry: ZipEntry): Promise<void>;
  finish(): Promise<void>;
}

const SLICE = 1024 * 1024;
export const DEFLATE_LEVEL = 6;
/** MS-DOS dates, the only ones in a plain zip entry, begin and end here (APPNOTE 6.3.10, §4.4.6). */
const EARLIEST = new Date(1980, 0, 1, 12).getTime();
const LATEST = new Date(2107, 11, 31, 12).getTime();

/** Info-ZIP takes names of MS-DOS entries for old code pages, whatever the UTF-8 flag says (APPNOTE 6.3.10, §4.4.2). */
const UNIX = 3;
const PLAIN_FILE = (0o100644 << 16) >>> 0;

export function zipDate(time: number): Date {
  return new Date(Math.min(Math.max(Number.isFinite(time) ? time : Date.now(), EARLIEST), LATEST));
}

async function* slices(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += SLICE) yield new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
}

const COMPRESSED =
  /^(?:image\/(?:jpeg|png|webp|avif|gif|jxl|hei[cf])|video\/|audio\/(?!wav|x-wav|aiff)|application\/(?:zip|gzip|x-7z|x-rar|vnd\.openxmlformats|vnd\.oasis))/;
const SAMPLE = 32 * 1024;
/** Deflating must save a tenth to be worth its time. */
const WORTH = 0.9;

/**
 * Reads the first byte: a file that cannot be read must fail before its header is written, so that it fails alone.
 * @throws NotFoundError, NotReadableError
 */
export async function probe(file: Blob): Promise<void> {
  await file.slice(0, 1).arrayBuffer();
}

/** Whether deflating a file is worth it: what is compressed already is stored, of the rest a piece of the middle is tried. */
export async function shrinks(file: Blob): Promise<boolean> {
  if (COMPRESSED.test(file.type)) return false;
  const middle = Math.max(0, Math.floor((file.size - SAMPLE) / 2));
  const sample = new Uint8Array(await file.slice(middle, middle + SAMPLE).arrayBuffer());
  return deflateSync(sample, { level: 1 }).length < sample.length * WORTH;
}

/** Plain zip: every program reads it. fflate writes no Zip64, so this is for what stays within the old limits. */
export function plainWriter(sink: ZipSink): ZipWriter {
  let failure: unknown;
  let pending: void | Promise<void>;
  const zip = new Zip((error, chunk) => {
    if (error) failure ??= error;
    if (failure) return;
    // The file sink writes at once; for the others the chunks queue up behind one another, at most one slice deep.
    try {
      pending = pending ? pending.then(() => sink.write(chunk)) : sink.write(chunk);
    } catch (thrown) {
      failure = thrown;
    }
  });
  const settle = async () => {
    await pending;
    pending = undefined;
    if (failure) throw failure;
  };
  return {
    async add({ name, file, modifiedAt }) {
      await probe(file);
      const entry = (await shrinks(file)) ? new ZipDeflate(name, { level: DEFLATE_LEVEL }) : new ZipPassThrough(name);
      entry.mtime = modifiedAt;
      entry.os = UNIX;
      entry.attrs = PLAIN_FILE;
      zip.add(entry);
      for await (const slice of slices(file)) {
        entry.push(slice);
        await settle();
      }
      entry.push(new Uint8Array(0), true);
      await settle();
    },
    async finish() {
      zip.end();
      await settle();
    },
  };
}
