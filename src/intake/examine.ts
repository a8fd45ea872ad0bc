import { type Asset, NO_FACTS } from '../domain/asset';
import { codeOf, isAbort } from '../domain/errors';
import { canInspect, engineCount, inspect } from '../jobs/engines';
import { createLimit } from '../jobs/limit';
import { readBytes, saveExamined, unfinishedAssets } from '../library/assets';
import type { Library } from '../library/db';

/** Originals may be read no further ahead than the engines need: where they are kept in chunks, reading means memory. */
const limited = createLimit(engineCount * 2);

/**
 * Finds out what an asset is and makes its previews; keeps both, or the reason why there are none. Thousands may be
 * asked for at once: they wait their turn.
 * @throws AbortError: the asset stays "stored", and the next start goes on with it
 */
export function examine(library: Library, asset: Asset, signal?: AbortSignal): Promise<void> {
  return limited(() => examineNow(library, asset, signal));
}

async function examineNow(library: Library, asset: Asset, signal?: AbortSignal): Promise<void> {
  try {
    const original = await readBytes(library, asset.blobHash, asset.mime);
    const { facts, previews, failure } = await inspect(original, asset.mime, { signal });
    await saveExamined(library, asset.blobHash, {
      facts,
      failure,
      previews: previews.map(({ size, type, bytes }) => ({ size, type, data: bytes })),
    });
  } catch (error) {
    if (isAbort(error) || codeOf(error) === 'library-closed') throw error;
    await saveExamined(library, asset.blobHash, { facts: NO_FACTS, failure: codeOf(error), previews: [] });
  }
}

/** While an upload runs in a tab, that tab holds the lock of this name. */
export const uploadLock = (uploadId: string) => `satchel-upload:${uploadId}`;

/** Goes on with what a closed tab had stored but not examined; in one tab only. */
export function examineLeftOver(library: Library): Promise<void> {
  return navigator.locks.request('satchel-examine', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const held = new Set((await navigator.locks.query()).held?.map((each) => each.name));
    const waiting = (await unfinishedAssets(library)).filter(
      (asset) => canInspect(asset.mime) && !(asset.uploadId && held.has(uploadLock(asset.uploadId))),
    );
    await Promise.all(waiting.map((asset) => examine(library, asset)));
  }) as Promise<void>;
}
