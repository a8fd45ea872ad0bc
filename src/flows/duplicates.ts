import type { Asset } from '../domain/asset';
import { type Duplicates, duplicatesAmong, type Look } from '../domain/duplicates';
import { isAbort } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { lookOfPreview } from '../jobs/looks';
import { allAssets } from '../library/assets';
import { mergeDuplicates } from '../library/merge-duplicates';
import { getPreviews } from '../library/previews';
import { duplicates } from '../state/duplicates';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { run } from '../state/run';
import { formatNumber, plural } from '../text/format';

/** Previews that are in memory at one time. */
const AT_ONCE = 60;

/** Looks which assets are the same, byte for byte or as pictures; it goes on beside other work. */
export async function findDuplicates(): Promise<void> {
  const abort = new AbortController();
  const job = addJob({ name: 'Looking for duplicates', detail: 'Reading', cancel: () => abort.abort() });
  await run('Duplicates could not be looked for.', async () => {
    try {
      const assets: Asset[] = [];
      for await (const batch of allAssets(library())) {
        assets.push(...batch.filter(({ deletedAt, finalisedAt }) => deletedAt === 0 && finalisedAt > 0));
      }
      const pictures = assets.filter(({ facts }) => facts.width > 0 && facts.height > 0);
      const looks = new Map<AssetId, Look>();
      for (let at = 0; at < pictures.length; at += AT_ONCE) {
        abort.signal.throwIfAborted();
        const some = pictures.slice(at, at + AT_ONCE);
        const previews = await getPreviews(
          library(),
          some.map(({ blobHash }) => blobHash),
          320,
        );
        for (const [i, { id }] of some.entries()) {
          const preview = previews[i];
          const look = preview && (await lookOfPreview(preview));
          if (look) looks.set(id, look);
        }
        const detail = `${formatNumber(at + some.length)} of ${plural(pictures.length, 'picture')}`;
        job.update({ done: at + some.length, total: pictures.length, detail });
      }
      duplicates.value = duplicatesAmong(assets, looks);
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      job.remove();
    }
  });
}

/** Makes one asset of each group. @param keep of each the one that stays; the first where nothing is said */
export async function mergeGroups(
  groups: readonly Duplicates[],
  keep: ReadonlyMap<Duplicates, AssetId>,
): Promise<void> {
  let merged = 0;
  for (const group of groups) {
    const kept = keep.get(group) ?? group.assets[0]?.id;
    if (!kept) continue;
    const ids = group.assets.flatMap(({ id }) => (id === kept ? [] : [id]));
    const done = await run('Duplicates were not merged.', async () => {
      merged += await mergeDuplicates(library(), kept, ids);
    });
    if (!done) break;
    duplicates.value = (duplicates.peek() ?? []).filter((each) => each !== group);
  }
  if (merged > 0) tell(`${plural(merged, 'duplicate')} went to Deleted; what they said of themselves is kept.`);
}
