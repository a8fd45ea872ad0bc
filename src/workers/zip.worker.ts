import { expose } from 'comlink';
import { AppError } from '../domain/errors';
import type { Statement } from '../domain/statement';
import { openSink, type ZipSink, type ZipTarget } from '../files/sink';
import { plainWriter, type ZipWriter, zipDate } from './zip-writers';

let sink: ZipSink | undefined;
let writer: ZipWriter | undefined;

function running(): { sink: ZipSink; writer: ZipWriter } {
  if (!sink || !writer) throw new AppError('unknown', { detail: 'no zip is open' });
  return { sink, writer };
}

const api = {
  /** @param zip64 whether it may pass 4 GiB or 65,535 entries */
  async open(target: ZipTarget, zip64: boolean): Promise<void> {
    sink = await openSink(target);
    writer = zip64 ? (await import('./zip64-writer')).zip64Writer(sink) : plainWriter(sink);
  },

  /** Adds one file; settles when its bytes are written, so the caller never runs ahead of the disk. */
  async add(name: string, file: Blob, modifiedAt: number): Promise<void> {
    await running().writer.add({ name, file, modifiedAt: zipDate(modifiedAt) });
  },

  /** Adds an XMP sidecar that says what a statement says; nothing where it says nothing. */
  async addSidecar(name: string, statement: Statement, modifiedAt: number): Promise<void> {
    const { writeXmp } = await import('../metadata/xmp/write');
    const packet = writeXmp(statement);
    if (packet) await api.add(name, new Blob([packet as BlobPart], { type: 'application/rdf+xml' }), modifiedAt);
  },

  /** @returns the finished zip, or null where it went to a file that the person chose */
  async finish(): Promise<Blob | null> {
    const { sink, writer } = running();
    await writer.finish();
    return sink.close();
  },

  async abort(): Promise<void> {
    await sink?.abort();
    sink = undefined;
    writer = undefined;
  },
};

export type ZipApi = typeof api;

expose(api);
