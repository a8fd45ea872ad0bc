import type { Beside } from '../domain/embedded';
import type { AssetId } from '../domain/ids';
import { canInspect, identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import type { Library } from '../library/library';
import { addVersion } from '../library/versions';
import { mediaType } from '../media/kind';

interface Known {
  file: File;
  beside: Beside | undefined;
  signal: AbortSignal;
}

/** Makes bytes that an asset has already a new version of it. */
export async function addKnownAsVersion(library: Library, id: AssetId, { file, beside, signal }: Known): Promise<void> {
  const { hash, mime, embedded } = await identify(file, { signal });
  await mend(library, hash, file, signal);
  const { kind } = mediaType(mime, file.name);
  const version = { file, fileName: file.name, modifiedAt: file.lastModified, hash, mime, kind, beside, embedded };
  const inherited = { comment: '', values: {}, categoryIds: null };
  await addVersion(library, id, { ...version, toExamine: canInspect(mime) }, inherited);
}
