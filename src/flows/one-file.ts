import type { Asset } from '../domain/asset';
import type { FieldValues } from '../domain/field';
import type { AssetId } from '../domain/ids';
import { examine, examineLeftOver } from '../intake/examine';
import { canInspect, identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import { askToPersist } from '../jobs/storage';
import { getAssets } from '../library/assets';
import { duplicateMetadata } from '../library/clone';
import type { NewFile } from '../library/first-version';
import type { Library } from '../library/library';
import { addVersion } from '../library/versions';
import { mediaType } from '../media/kind';
import { library } from '../state/library';
import { change } from './undo';

/** A file that is about to become a version, or an asset with another's metadata. */
async function newFile(file: File, signal: AbortSignal): Promise<NewFile> {
  const { hash, mime, embedded } = await identify(file, { signal });
  if (await mend(library(), hash, file, signal)) void examineLeftOver(library()).catch(() => {});
  return {
    file,
    fileName: file.name,
    modifiedAt: file.lastModified,
    hash,
    mime,
    kind: mediaType(mime, file.name).kind,
    toExamine: canInspect(mime),
    embedded,
  };
}

interface NewVersion {
  comment: string;
  values: FieldValues;
  categoryIds: Asset['categoryIds'] | null;
  signal: AbortSignal;
}

/** "Upload new version". @returns whether it was done */
export async function uploadVersion(id: AssetId, file: File, { signal, ...version }: NewVersion): Promise<boolean> {
  return take(file, async (own) => {
    void askToPersist();
    const stored = await newFile(file, signal);
    signal.throwIfAborted();
    await addVersion(own, id, stored, version);
    await look(id);
  });
}

interface Duplicate {
  values: FieldValues;
  categoryIds: Asset['categoryIds'];
  signal: AbortSignal;
}

/** "Duplicate metadata". @returns whether it was done */
export async function uploadDuplicate(from: AssetId, file: File, { signal, ...metadata }: Duplicate): Promise<boolean> {
  return take(file, async (own) => {
    void askToPersist();
    const stored = await newFile(file, signal);
    signal.throwIfAborted();
    await look(await duplicateMetadata(own, from, stored, metadata));
  });
}

function take(file: File, work: (library: Library) => Promise<void>): Promise<boolean> {
  return change(work, `“${file.name}” is in your library.`, `“${file.name}” was not added.`);
}

/** Facts and previews come after the asset is there, as with every upload. */
async function look(id: AssetId): Promise<void> {
  const [asset] = await getAssets(library(), [id]);
  if (asset?.state === 'stored') void examine(library(), asset);
}
