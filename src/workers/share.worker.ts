import { expose } from 'comlink';
import { AppError } from '../domain/errors';
import { openPartial, type PartialFile, type PartialTarget } from '../files/partial';
import { openSink, type ZipSink, type ZipTarget } from '../files/sink';
import { sha256 } from '../package/digest';
import type { Manifest } from '../package/manifest';
import type { Proven } from '../package/proven';
import { decryptTo, peekManifest, type ShareKey } from '../package/read';
import type { EncryptingSink } from '../package/write';
import type { ZipWriter } from './zip-writers';

/** A package that is being made: the zip's bytes go through age into the sink. */
interface Packing {
  sink: ZipSink;
  age: EncryptingSink;
  writer: ZipWriter;
}

let packing: Packing | undefined;

function running(): Packing {
  if (!packing) throw new AppError('unknown', { detail: 'no package is open' });
  return packing;
}

/** A package that comes from another browser. */
let coming: PartialFile | undefined;

function arriving(): PartialFile {
  if (!coming) throw new AppError('unknown', { detail: 'no package is coming' });
  return coming;
}

/** A package that somebody received. */
export interface Received {
  file: Blob;
  key: ShareKey;
  /** Bytes that the link says it has, if it does. */
  bytes: number | null;
}

const api = {
  freshKey: async () => (await import('../package/write')).freshKey(),
  digest: sha256,

  /** @param zip64 whether it may pass 4 GiB or 65,535 entries */
  async open(target: ZipTarget, key: ShareKey, zip64: boolean): Promise<void> {
    // Who only receives loads nothing of making.
    const [{ encryptingSink }, writerFor] = await Promise.all([
      import('../package/write'),
      zip64
        ? import('./zip64-writer').then((module) => module.zip64Writer)
        : import('./zip-writers').then((module) => module.plainWriter),
    ]);
    const sink = await openSink(target);
    const age = await encryptingSink(key, (chunk) => sink.write(chunk)).catch(async (error: unknown) => {
      await sink.abort();
      throw error;
    });
    const through: ZipSink = { write: (chunk) => age.write(chunk), close: async () => null, abort: async () => {} };
    const writer = writerFor(through);
    packing = { sink, age, writer };
  },

  async add(name: string, file: Blob, modifiedAt: number): Promise<void> {
    const { zipDate } = await import('./zip-writers');
    await running().writer.add({ name, file, modifiedAt: zipDate(modifiedAt) });
  },

  async finish(): Promise<Blob | null> {
    const { sink, age, writer } = running();
    await writer.finish();
    await age.close();
    // Only when the last bytes are on the disk: until then "abort" takes the file away.
    const file = await sink.close();
    packing = undefined;
    return file;
  },

  async abort(): Promise<void> {
    const { sink, age } = packing ?? {};
    packing = undefined;
    await age?.abort(new DOMException('aborted', 'AbortError'));
    await sink?.abort();
  },

  /** @returns bytes that are there of an earlier try */
  async arrive(target: PartialTarget, bytes: number): Promise<number> {
    coming = await openPartial(target, bytes);
    return coming.size;
  },
  async take(pieces: readonly ArrayBuffer[]): Promise<void> {
    const file = arriving();
    for (const piece of pieces) await file.write(new Uint8Array(piece));
  },
  head: async (bytes: number): Promise<Blob> => arriving().head(bytes),
  async arrived(): Promise<Blob> {
    const file = await arriving().close();
    coming = undefined;
    return file;
  },
  /** Stops; what came stays for the next try. */
  async leave(): Promise<void> {
    await coming?.leave();
    coming = undefined;
  },

  /** What a package says of itself, from its first bytes. @throws AppError: why it cannot be used */
  peek: ({ file, key, bytes }: Received, now: number): Promise<Manifest> => peekManifest(file, { key, bytes, now }),

  /**
   * Decrypts a package into a file and proves everything in it. On failure nothing stays.
   * @param onProgress told how much of all there is to do is done, from 0 to 1
   */
  async unpack(
    { file, key, bytes }: Received,
    { now, target }: { now: number; target: ZipTarget },
    onProgress: (done: number) => void,
  ): Promise<Proven> {
    const options = { key, bytes, now };
    const manifest = await peekManifest(file, options);
    const sink = await openSink(target);
    try {
      let done = 0;
      let told = 0;
      const tell = (part: number) => {
        if (part - told <= 0.01) return;
        told = part;
        onProgress(part);
      };
      await decryptTo(file, options, (chunk) => {
        done += chunk.length;
        tell(done / file.size / 2);
        return sink.write(chunk);
      });
      const zip = await sink.close();
      if (!zip) throw new AppError('unknown');
      let proven = 0;
      const { prove } = await import('../package/proven');
      return await prove(zip, manifest, () => tell(0.5 + ++proven / manifest.files.length / 2));
    } catch (error) {
      await sink.abort().catch(() => {});
      throw error;
    }
  },
};

export type ShareApi = typeof api;

expose(api);
