import { createPlaces, type Folders, placeKey } from '../../bag/places';
import type { FileRow } from '../../bag/rows';
import type { Manifest } from '../../bag/tags';
import type { LaidAsset, LaidVersion, Snapshot } from './snapshot';

/** An original that is to lie in a bag. */
export interface Laid {
  asset: LaidAsset;
  version: LaidVersion;
  path: string;
  sidecar: string;
  /** What an earlier backup wrote of it, where that is there. */
  before: FileRow | undefined;
}

/** What is in a bag already. */
export interface Earlier {
  /** Of files that are there. */
  manifest: Manifest;
  /** Files that are there and in no manifest: of a backup that did not come to its end. */
  unlisted: ReadonlySet<string>;
  files: readonly FileRow[];
  /** See BackupHead. */
  described: string;
}

export const NOTHING_BEFORE: Earlier = { manifest: new Map(), unlisted: new Set(), files: [], described: '' };

/**
 * Gives each version's original a place. What lies in the bag already stays where it lies, whatever became of its categories: it
 * would have to be written anew. Versions of one asset with the same bytes have one file.
 */
export function layOut(snapshot: Snapshot, folders: Folders, earlier: Earlier): Laid[] {
  const known = new Map<string, FileRow>();
  for (const file of earlier.files) {
    if (earlier.manifest.get(file.path) === file.blobHash) known.set(placeKey(file), file);
  }
  const taken = [...earlier.manifest.keys(), ...earlier.files.map(({ sidecar }) => sidecar)];
  const places = createPlaces(snapshot.categories, folders, taken);
  // Of two versions with the same bytes the current one gives the file its name and its metadata.
  const chosen = new Map<string, { asset: LaidAsset; version: LaidVersion }>();
  for (const version of snapshot.versions) {
    const asset = snapshot.assets.get(version.assetId);
    // A version whose asset is gone is of no use to anybody.
    if (!asset) continue;
    const key = placeKey(version);
    if (!chosen.has(key) || asset.currentVersionId === version.id) chosen.set(key, { asset, version });
  }
  return [...chosen].map(([key, { asset, version }]) => {
    const before = known.get(key);
    const { path, sidecar } = before ?? places.of(asset, version);
    return { asset, version, path, sidecar, before };
  });
}

/** The rows that say where the original of each version lies, those that are in the bag. */
export function fileRows(
  versions: readonly LaidVersion[],
  written: ReadonlyMap<string, Omit<FileRow, 'versionId'>>,
): FileRow[] {
  return versions.flatMap((version) => {
    const file = written.get(placeKey(version));
    return file ? [{ ...file, versionId: version.id }] : [];
  });
}
