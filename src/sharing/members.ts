import { metadataPolicy } from '../domain/access';
import { titleOf } from '../domain/asset';
import { describeError, type ErrorCode } from '../domain/errors';
import type { AssetId, CollectionId } from '../domain/ids';
import type { ShareItem } from '../domain/share';
import { titleGoesOut } from '../domain/statement';
import { type Member, wantedName } from '../jobs/rendition';
import { getAssets } from '../library/assets';
import { membersOf } from '../library/collections';
import { library } from '../state/library';
import { wantedBy } from '../state/profile-choice';

/** A file that is not in what is sent, and why. */
export interface LeftOut {
  name: string;
  failure: ErrorCode;
}

/** The assets of a share that are still there, each with how it goes out, and those that are not. */
export interface Members {
  members: Member[];
  missing: LeftOut[];
}

/** Looks up what of a share is still there. */
export async function membersFor(items: readonly ShareItem[]): Promise<Members> {
  const ids = items.map((item) => item.assetId);
  const assets = new Map((await getAssets(library(), ids)).map((asset) => [asset.id, asset]));
  const members: Member[] = [];
  const missing: LeftOut[] = [];
  for (const { assetId, profileId } of items) {
    const asset = assets.get(assetId);
    if (asset?.deletedAt === 0) members.push({ asset, wanted: wantedBy(profileId) });
    else missing.push({ name: asset?.fileName ?? 'An asset', failure: 'asset-deleted' });
  }
  return { members, missing };
}

/** What is left out, a line each, for a message. */
export const leftOutLines = (files: readonly LeftOut[]): string[] =>
  files.slice(0, 10).map(({ name, failure }) => `${name}: ${describeError(failure)}`);

/** What is shared of a selection. */
export async function itemsOfAssets(ids: readonly AssetId[], profileId: string): Promise<ShareItem[]> {
  return (await getAssets(library(), ids)).map(({ id }) => ({ assetId: id, profileId }));
}

/** What a share of assets is called: several by their number; one by its title, or by its file's name where no title may go out. */
export function nameOfAssets(members: readonly Member[], count: number): string {
  const [only] = members;
  if (count > 1 || !only) return `${count.toLocaleString()} assets`;
  return titleGoesOut(metadataPolicy(only.wanted)) ? titleOf(only.asset) : wantedName(only.asset, only.wanted);
}

/** What is shared of a collection, each asset as it is to go out of it. */
export async function itemsOfCollection(id: CollectionId, profileId: string): Promise<ShareItem[]> {
  const members = await membersOf(library(), id);
  return members.map(({ item, asset }) => ({ assetId: asset.id, profileId: item.profileId ?? profileId }));
}
