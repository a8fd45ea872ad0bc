import { expose, transfer } from 'comlink';
import type { Facts } from '../domain/asset';
import type { EngineModule } from '../domain/engine-module';
import { AppError } from '../domain/errors';
import type { ExportProfile } from '../domain/profile';
import type { Recipe } from '../domain/recipe';
import { FORMATS } from '../formats';
import type { Decoder } from '../media/decoder';
import { DECODERS } from '../media/decoders';
import { type Inspection, inspectImage } from '../media/engine/inspect';
import { toAppError } from '../media/engine/open';
import { renderImage } from '../media/engine/render';
import { mediaType } from '../media/kind';
import { type Blocks, NO_BLOCKS } from '../metadata/gather';
import { blocksOf } from './described';
import { type Engine, startEngine } from './engine';

/** What a drawing comes as. */
const DRAWN = 'image/png';

let engine: Promise<Engine> | undefined;

async function decoded<T>(
  bytes: ArrayBuffer,
  { mime, wide }: { mime: string; wide: boolean },
  work: (decoder: Decoder) => T,
): Promise<T> {
  if (!engine) throw new AppError('worker-start');
  const { vips, release } = await engine;
  const { family } = mediaType(mime, '');
  if (!family) throw new AppError('no-decoder');
  try {
    return work(await DECODERS[family](vips, bytes, { wide }));
  } catch (error) {
    throw toAppError(error);
  } finally {
    release();
  }
}

/** What an original says, as far as a profile asks at all. */
async function blocksFor({ metadata }: ExportProfile, original: ArrayBuffer, mime: string): Promise<Blocks> {
  return metadata === 'none' ? NO_BLOCKS : blocksOf(new Uint8Array(original), mime);
}

const api = {
  /** Starts the engine; must be called once, before anything else. */
  async start(modules: EngineModule[]): Promise<void> {
    engine = startEngine(modules);
    await engine;
  },

  /** Facts and previews of one file. */
  async inspect(bytes: ArrayBuffer, mime: string): Promise<Inspection> {
    const inspection = await decoded(bytes, { mime, wide: false }, inspectImage);
    return transfer(
      inspection,
      inspection.previews.map((preview) => preview.bytes),
    );
  },

  /** Facts and previews of a drawing: the browser's pixels, and the size that the drawing gives itself. */
  async inspectDrawn(png: ArrayBuffer, about: Pick<Facts, 'width' | 'height' | 'standIns'>): Promise<Inspection> {
    const inspection = await api.inspect(png, DRAWN);
    const facts = { ...inspection.facts, ...about, dpi: null, icc: null };
    return transfer(
      { ...inspection, facts },
      inspection.previews.map((preview) => preview.bytes),
    );
  },

  /** One rendition of a drawing: the browser's pixels in their final size, and what the file itself says. */
  async convertDrawn(
    { png, original }: { png: ArrayBuffer; original: ArrayBuffer },
    { source, profile, statement }: Recipe,
  ): Promise<Blob> {
    const blocks = await blocksFor(profile, original, source.mime);
    const sized: ExportProfile = { ...profile, size: { type: 'full' } };
    const made = await decoded(png, { mime: DRAWN, wide: false }, (decoder) =>
      renderImage(decoder, sized, { blocks, statement }),
    );
    return new Blob([made.bytes.slice()], { type: FORMATS[profile.format].mime });
  },

  /** One rendition, as a Blob: it crosses to the page as a handle, not as a copy. */
  async convert(bytes: ArrayBuffer, { source: { mime }, profile, statement }: Recipe): Promise<Blob> {
    const blocks = await blocksFor(profile, bytes, mime);
    const wide = profile.colour.space !== 'srgb';
    const made = await decoded(bytes, { mime, wide }, (decoder) =>
      renderImage(decoder, profile, { blocks, statement }),
    );
    return new Blob([made.bytes.slice()], { type: FORMATS[profile.format].mime });
  },
};

export type ImageApi = typeof api;

expose(api);
