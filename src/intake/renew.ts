import { type Asset, isExamined } from '../domain/asset';
import { isAbort } from '../domain/errors';
import { PREVIEW_RECIPES } from '../domain/preview';
import { type PreviewProgress, parsePreviewProgress } from '../domain/preview-schema';
import { inspect } from '../jobs/engines';
import { allAssets, readBytes, saveExamined } from '../library/assets';
import type { Library } from '../library/library';
import { getSetting, putSetting } from '../library/settings';

const RECIPES = 'previews:recipes';
/** After everything that somebody waits for. */
const PRIORITY = -1;

/**
 * Makes anew, in the background and in one tab, the previews that an older program made by a recipe that is better now. What cannot be
 * made keeps what it has. The library is looked through once for each change of the recipes, going on where a closed tab stopped.
 */
export async function renewOldPreviews(library: Library): Promise<void> {
  await navigator.locks.request('satchel-renew', { ifAvailable: true }, async (lock) => {
    if (lock) await renewIn(library);
  });
}

async function renewIn(library: Library): Promise<void> {
  const known = parsePreviewProgress(await getSetting(library, RECIPES));
  const isCurrent = Object.entries(PREVIEW_RECIPES).every(([kind, recipe]) => known.recipes[kind] === recipe);
  if (isCurrent && known.after === null) return;
  const { before, after } = isCurrent
    ? known
    : { before: known.after === null ? known.recipes : known.before, after: '' };
  const reached = (id: string | null) =>
    putSetting(library, RECIPES, { recipes: PREVIEW_RECIPES, before, after: id } satisfies PreviewProgress);
  const isOld = (asset: Asset) => PREVIEW_RECIPES[asset.kind] !== before[asset.kind] && isExamined(asset);
  for await (const batch of allAssets(library, { after: after ?? '' })) {
    for (const asset of batch.filter(isOld)) {
      // Before it is begun: one that ends the page must not be met by the next start.
      await reached(asset.id);
      await renew(library, asset);
    }
  }
  await reached(null);
}

async function renew(library: Library, { blobHash: hash, mime, failure: before }: Asset): Promise<void> {
  try {
    const original = await readBytes(library, hash, mime);
    const { facts, previews, failure } = await inspect(original, mime, { hash, priority: PRIORITY });
    if (failure && !before) return;
    const rows = previews.map(({ size, type, bytes }) => ({ size, type, data: bytes }));
    await saveExamined(library, hash, { facts, failure, previews: rows });
  } catch (error) {
    if (isAbort(error)) throw error;
  }
}
