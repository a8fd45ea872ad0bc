import type { Asset } from '../domain/asset';
import type { Origin } from '../domain/embedded';
import type { Statement } from '../domain/statement';
import { statementOf } from '../fields/statement';
import { readMetadata } from '../jobs/engines';

import { readProven } from '../jobs/proven';
import { currentVersion, getEmbedded, type KeptReading, putEmbedded } from '../library/assets';

import { allFields } from '../state/installation';
import { library } from '../state/library';

/**
 * What the file of an asset says of itself: as it was kept, or read now where an older program kept it.
 * @throws where its bytes are not there, or are damaged
 */
async function saidByFile({ blobHash, mime }: Asset): Promise<KeptReading> {
  const known = await getEmbedded(library(), blobHash);
  if (known) return known;
  const properties = await readMetadata(await readProven(library(), { blobHash, mime }), mime);
  return putEmbedded(library(), blobHash, properties);
}

/** All that is said of an asset elsewhere: in its file, and beside it when it came. */
export async function saidOf(asset: Asset): Promise<Origin> {
  const [{ properties }, version] = await Promise.all([saidByFile(asset), currentVersion(library(), asset)]);
  return { file: properties, beside: version?.beside ?? {} };
}

/**
 * What people wrote travels inside the files that they export. Where it cannot be told what the file says, everything that the
 * fields say counts as written here: an export does not fail for it.
 */
export async function describe(asset: Asset): Promise<Statement> {
  const kept = await saidByFile(asset).catch((): KeptReading => ({ properties: {} }));
  return statementOf(asset, allFields.peek(), kept);
}
