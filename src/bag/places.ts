import type { Asset, Version } from '../domain/asset';
import { type Category, rooted } from '../domain/category';
import type { CategoryId } from '../domain/ids';
import { dayOf } from '../domain/share';
import { createNamer, originalName, splitExtension } from '../text/naming';
import { PAYLOAD } from './tags';

/** Where in a bag the originals lie. */
const ORIGINALS = `${PAYLOAD}originals/`;

/** What the folders of originals are. */
const FOLDERS = ['categories', 'days'] as const;
export type Folders = (typeof FOLDERS)[number];

/** Of assets in no category, and of those in Deleted. */
const NO_CATEGORY = 'No category';
const DELETED = 'Deleted';

/** A per cent sign would be written in another way in manifests (RFC 8493, §2.1.3), and sha256sum would look for that. */
const bagName = (name: string) => originalName(name).replaceAll('%', '_');

interface Places {
  /** The path of a version's original; the sidecar's is beside it. */
  of(asset: PlacedAsset, version: PlacedVersion): { path: string; sidecar: string };
}

export type PlacedAsset = Pick<Asset, 'id' | 'categoryIds' | 'createdAt' | 'deletedAt' | 'currentVersionId'>;
export type PlacedVersion = Pick<Version, 'id' | 'number' | 'fileName'>;

/**
 * Gives out places for originals: in folders of their first category or of the day on which they came, under their own names.
 * @param taken paths that are in the bag already: nothing else gets one of them
 */
export function createPlaces(categories: readonly Category[], folders: Folders, taken: Iterable<string>): Places {
  const folderOfCategory = foldersOf(categories);
  const namers = new Map<string, (name: string) => string>();
  const namerOf = (folder: string) => {
    const key = folder.normalize('NFC').toLowerCase();
    const namer = namers.get(key) ?? createNamer();
    namers.set(key, namer);
    return namer;
  };
  for (const path of taken) {
    const slash = path.lastIndexOf('/');
    namerOf(path.slice(0, slash))(path.slice(slash + 1));
  }
  const folderOf = (asset: PlacedAsset) => {
    if (asset.deletedAt > 0) return DELETED;
    if (folders === 'days') return dayOf(asset.createdAt);
    const known = asset.categoryIds.map((id) => folderOfCategory.get(id)).find((folder) => folder !== undefined);
    return known ?? NO_CATEGORY;
  };
  return {
    of(asset, version) {
      const folder = ORIGINALS + folderOf(asset);
      const name = namerOf(folder);
      const own = bagName(version.fileName);
      const file = name(version.id === asset.currentVersionId ? own : ofVersion(own, version.number));
      return { path: `${folder}/${file}`, sidecar: `${folder}/${name(`${file}.xmp`)}` };
    },
  };
}

function ofVersion(fileName: string, number: number): string {
  const { stem, extension } = splitExtension(fileName);
  return `${stem} (version ${number})${extension}`;
}

/** What a place is of, as key of a map. */
export const placeKey = ({ assetId, blobHash }: Pick<Version, 'assetId' | 'blobHash'>) => `${assetId} ${blobHash}`;

/** The folder of each category, those above it before it. */
function foldersOf(categories: readonly Category[]): Map<CategoryId, string> {
  const byId = new Map(rooted(categories).map((each) => [each.id, each]));
  const folders = new Map<CategoryId, string>();
  const folderOf = (id: CategoryId): string => {
    const known = folders.get(id);
    const category = byId.get(id);
    if (known !== undefined || !category) return known ?? '';
    const above = category.parentId && folderOf(category.parentId);
    const folder = above ? `${above}/${bagName(category.name)}` : bagName(category.name);
    folders.set(id, folder);
    return folder;
  };
  for (const id of byId.keys()) folderOf(id);
  return folders;
}
