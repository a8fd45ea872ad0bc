import { expose, transfer } from 'comlink';
import { AppError } from '../domain/errors';
import type { ExportProfile } from '../domain/profile';
import type { Statement } from '../domain/statement';
import { FORMATS } from '../formats';
import { type Inspection, inspectImage } from '../media/image/inspect';
import { type Input, inputOf, toAppError } from '../media/image/open';
import { renderImage } from '../media/image/render';
import { mediaType } from '../media/kind';
import { gather, NO_BLOCKS } from '../metadata/gather';
import { type Engine, type Feature, startEngine } from './engine';

let engine: Promise<Engine> | undefined;

async function withInput<T>(bytes: ArrayBuffer, mime: string, work: (input: Input) => T): Promise<T> {
  if (!engine) throw new AppError('worker-start');
  const { vips, release } = await engine;
  const { kind, decoder } = mediaType(mime, '');
  if (!decoder) throw new AppError('no-decoder');
  try {
    return work(inputOf(vips, bytes, kind === 'vector'));
  } catch (error) {
    throw toAppError(error);
  } finally {
    release();
  }
}

const api = {
  /** Starts the engine; must be called once, before anything else. */
  async start(features: Feature[]): Promise<void> {
    engine = startEngine(features);
    await engine;
  },

  /** Facts and previews of one file. */
  async inspect(bytes: ArrayBuffer, mime: string): Promise<Inspection> {
    const inspection = await withInput(bytes, mime, inspectImage);
    return transfer(
      inspection,
      inspection.previews.map((preview) => preview.bytes),
    );
  },

  /** One rendition, as a Blob: it crosses to the page as a handle, not as a copy. */
  async convert(bytes: ArrayBuffer, mime: string, profile: ExportProfile, statement: Statement): Promise<Blob> {
    const blocks = profile.metadata === 'none' ? NO_BLOCKS : await gather(new Uint8Array(bytes));
    const made = await withInput(bytes, mime, (input) => renderImage(input, profile, { blocks, statement }));
    return new Blob([made.bytes.slice()], { type: FORMATS[profile.format].mime });
  },
};

export type ImageApi = typeof api;

expose(api);
