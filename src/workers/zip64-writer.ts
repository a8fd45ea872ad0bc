import { BlobReader, configure, ZipWriter as Zip64Writer } from '@zip.js/zip.js/lib/zip-core.js';
import type { ZipSink } from '../files/sink';
import { DEFLATE_LEVEL, probe, shrinks, type ZipWriter } from './zip-writers';

/**
 * Zip64 for more than 65,535 entries or 4 GiB, by zip.js. (client-zip 2.5.1 writes the Zip64 end record only past
 * 4 GiB: with many small files its count is cut off, and unzip and 7z refuse the archive.)
 */
export function zip64Writer(sink: ZipSink): ZipWriter {
  // This is a worker already, and its policy allows no others.
  configure({ useWebWorkers: false });
  const zip = new Zip64Writer(new WritableStream<Uint8Array>({ write: (chunk) => sink.write(chunk) }), {
    extendedTimestamp: false,
    keepOrder: true,
  });
  return {
    async add({ name, file, modifiedAt }) {
      await probe(file);
      const level = (await shrinks(file)) ? DEFLATE_LEVEL : 0;
      await zip.add(name, new BlobReader(file), { lastModDate: modifiedAt, level });
    },
    async finish() {
      await zip.close();
    },
  };
}
