import type { Asset, Version } from '../../domain/asset';
import type { Field } from '../../domain/field';
import { withValues } from '../../domain/field-values';
import { statementOf } from '../../fields/statement';
import { getEmbedded } from '../../library/assets';
import type { Library } from '../../library/library';
import { writeXmp } from '../../metadata/xmp/write';

const BLANK = { title: '', rating: 0, fields: {} };

/**
 * The XMP sidecar of a version: all that the library says of it. Of one that is not the current one, what was said when it
 * stopped being that.
 * @returns null where there is nothing to say
 */
export async function sidecarOf(
  library: Library,
  { asset, version, fields }: { asset: Asset; version: Version; fields: readonly Field[] },
): Promise<Uint8Array | null> {
  const said = version.id === asset.currentVersionId ? asset : withValues(BLANK, version.frozenFields ?? {});
  const read = (await getEmbedded(library, version.blobHash)) ?? { properties: {} };
  return writeXmp(statementOf(said, fields, read));
}
