import type { Asset } from '../domain/asset';
import type { EmbeddedProperties, Origin } from '../domain/embedded';
import type { Statement } from '../domain/statement';
import { statementOf } from '../fields/statement';
import { readMetadata } from '../jobs/engines';
import { readProven } from '../jobs/proven';
import { currentVersion, getEmbedded, putEmbedded } from '../library/assets';
import { allFields } from './installation';
import { library } from './library';

/**
 * What the file of an asset says of itself: as it was kept, or read now where an older program kept it.
 * @throws where its bytes are not there, or are damaged
 */
async function saidByFile({ blobHash, mime }: Asset): Promise<EmbeddedProperties> {
  const known = await getEmbedded(library(), blobHash);
  if (known) return known;
  const found = await readMetadata(await readProven(library(), { blobHash, mime }), mime);
  await putEmbedded(library(), blobHash, found);
  return found;
}

/** All that is said of an asset elsewhere: in its file, and beside it when it came. */
export async function saidOf(asset: Asset): Promise<Origin> {
  const [file, version] = await Promise.all([saidByFile(asset), currentVersion(library(), asset)]);
  return { file, beside: version.beside ?? {} };
}

/**
 * What people wrote travels inside the files that they export. Where it cannot be told what the file says, everything that the
 * fields say counts as written here: an export does not fail for it.
 */
export async function describe(asset: Asset): Promise<Statement> {
  const file = await saidByFile(asset).catch(() => ({}));
  return statementOf(asset, allFields.peek(), file);
}
