import type { EmbeddedProperties } from '../domain/embedded';
import type { EngineModule } from '../domain/engine-module';
import { AppError, codeOf } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import { PREVIEW_SIZES } from '../domain/preview';
import type { Recipe } from '../domain/recipe';
import { FORMATS } from '../formats';
import type { Inspection } from '../media/engine/inspect';
import { mediaType } from '../media/kind';
import type { HashApi, Identity, TakeoutSays } from '../workers/hash.worker';

import { type Remote, transfer } from './bridge';
import { convertOnCanvas, inspectOnCanvas } from './canvas-engine';
import { deadlineFor } from './deadline';
import { drawnByBrowser } from './drawn-by-browser';
import { engineAvailable, hashers, images, WORK_DEADLINE_MS } from './pools';
import { provenBuffer } from './proven-buffer';

export type { Identity } from '../workers/hash.worker';

interface WorkOptions {
  signal?: AbortSignal;
  /** Higher goes first: what a person waits for before what merely has to be done. */
  priority?: number;
}

interface KeptOptions extends WorkOptions {
  /** Of a file that the library keeps: its bytes are looked at before they are worked on. */
  hash?: BlobHash;
}

/** All that a file says of itself. */
export function readMetadata(file: Blob, mime: string): Promise<EmbeddedProperties> {
  return hashers.run({ run: (api) => api.embedded(file, mime), deadlineMs: deadlineFor(file.size) });
}

/** What an XMP sidecar says; nothing where it is none, cannot be read or leads a reader in circles. */
export function readSidecar(file: Blob): Promise<EmbeddedProperties> {
  const deadlineMs = deadlineFor(file.size);
  return hashers.run({ run: (api) => api.sidecar(file), deadlineMs }).catch(() => ({}));
}

/** What a JSON of Google Takeout says; null where it is none. */
export function readTakeoutJson(file: Blob): Promise<TakeoutSays | null> {
  const run = async (api: Remote<HashApi>) => api.takeout(file);
  return hashers.run({ run, deadlineMs: deadlineFor(file.size) }).catch(() => null);
}

/**
 * SHA-256, type and metadata of a file. One whose metadata lead a reader in circles is taken without them.
 * @throws AppError "empty-file", "read-too-slow"; NotFoundError, NotReadableError; AbortError
 */
export async function identify(file: Blob, { signal }: WorkOptions = {}): Promise<Identity> {
  const attempt = (withMetadata: boolean) => {
    const deadlineMs = deadlineFor(file.size);
    return hashers.run({ run: (api) => api.identify(file, withMetadata), signal, deadlineMs });
  };
  try {
    return await attempt(true);
  } catch (error) {
    if (codeOf(error) !== 'too-slow' && codeOf(error) !== 'out-of-memory') throw error;
  }
  try {
    return await attempt(false);
  } catch (error) {
    throw codeOf(error) === 'too-slow' ? new AppError('read-too-slow', { cause: error }) : error;
  }
}

/** SHA-256 of bytes that the library keeps. */
export function digest(file: Blob, { signal, priority }: WorkOptions = {}): Promise<BlobHash> {
  return hashers.run({ run: (api) => api.digest(file), signal, priority, deadlineMs: deadlineFor(file.size) });
}

function needsOf(mime: string): EngineModule[] {
  const { engineModule } = mediaType(mime, '');
  return engineModule ? [engineModule] : [];
}

/** Whether `inspect` can do anything for a type. */
export function canInspect(mime: string): boolean {
  return mediaType(mime, '').family !== null;
}

/** Moves a file's bytes to the worker: they are not in the page any more. */
function handOver(bytes: unknown): ArrayBuffer {
  if (!(bytes instanceof ArrayBuffer)) throw new AppError('missing-bytes');
  return transfer(bytes, [bytes]);
}

const LARGEST_PREVIEW = Math.max(...PREVIEW_SIZES);

/** Facts and previews of a picture. */
export async function inspect(file: Blob, mime: string, { hash, ...options }: KeptOptions = {}): Promise<Inspection> {
  const size = { type: 'long-edge', pixels: LARGEST_PREVIEW } as const;
  const { drawn, leftOut } = await drawnByBrowser(file, { mime, hash, size });
  if (!engineAvailable()) {
    return inspectOnCanvas(drawn?.file ?? new Blob([await provenBuffer(file, hash)], { type: mime }));
  }
  if (drawn) {
    const { width, height, standIns } = drawn;
    return images.run({
      prepare: () => drawn.file.arrayBuffer(),
      run: (api, png) => api.inspectDrawn(handOver(png), { width, height, standIns }),
      deadlineMs: WORK_DEADLINE_MS,
      ...options,
    });
  }
  const inspection = await images.run({
    prepare: () => provenBuffer(file, hash),
    run: (api, bytes) => api.inspect(handOver(bytes), mime),
    needs: needsOf(mime),
    deadlineMs: WORK_DEADLINE_MS,
    ...options,
  });
  return { ...inspection, facts: { ...inspection.facts, ...leftOut } };
}

/**
 * What the browser's own canvas makes of a picture, with what the profile lets it say.
 * @param shown the original, or a drawing's pixels
 */
async function describedOnCanvas(
  original: Blob,
  shown: Blob,
  { source: { mime, facts }, profile, statement }: Recipe,
  options: WorkOptions,
): Promise<Blob> {
  const { file, upright, ...made } = await convertOnCanvas(shown, profile, facts);
  if (profile.metadata === 'none') return file;
  const about = { mime, profile, statement, upright: { ...upright, dpi: facts.dpi }, made };
  const run = (api: Remote<HashApi>) => api.describe(file, original, about);
  return hashers.run({ run, deadlineMs: deadlineFor(original.size), ...options });
}

/** Makes a rendition. @param file the recipe's source, whose bytes are looked at before they are worked on */
export async function convert(file: Blob, recipe: Recipe, options: WorkOptions = {}): Promise<Blob> {
  const { profile, source } = recipe;
  const { hash, mime } = source;
  const { drawn } = await drawnByBrowser(file, { mime, hash, size: profile.size });
  if (!engineAvailable()) {
    const original = new Blob([await provenBuffer(file, hash)], { type: mime });
    return describedOnCanvas(original, drawn?.file ?? original, recipe, options);
  }
  const { engineModule } = FORMATS[profile.format];
  const target: EngineModule[] = engineModule ? [engineModule] : [];
  if (drawn) {
    return images.run({
      prepare: () => drawn.file.arrayBuffer(),
      run: async (api, bytes) => {
        const [png, original] = [handOver(bytes), await provenBuffer(file, hash)];
        return api.convertDrawn(transfer({ png, original }, [png, original]), recipe);
      },
      needs: target,
      deadlineMs: WORK_DEADLINE_MS,
      ...options,
    });
  }
  return images.run({
    prepare: () => provenBuffer(file, hash),
    run: (api, bytes) => api.convert(handOver(bytes), recipe),
    needs: [...new Set([...needsOf(mime), ...target])],
    deadlineMs: WORK_DEADLINE_MS,
    ...options,
  });
}
