import type { Collection } from '../domain/collection';
import { dayOf, endOfDay } from '../domain/share';
import { getAssets } from '../library/assets';
import { CARRIERS } from '../share';
import { installation } from '../state/installation';
import { library } from '../state/library';
import { expectedBytes } from '../state/profile-choice';
import { itemsOfCollection } from './members';
import { makeShare } from './send';

const DAY = 24 * 60 * 60 * 1000;

/** "Create share link": the usual time, to nobody yet; small things go into the link, others into a file beside it. */
export async function createShareLink(collection: Collection): Promise<void> {
  const items = await itemsOfCollection(collection.id, collection.profileId);
  const assets = new Map(
    (
      await getAssets(
        library(),
        items.map((item) => item.assetId),
      )
    ).map((asset) => [asset.id, asset]),
  );
  const bytes = items.reduce((sum, { assetId, profileId }) => {
    const asset = assets.get(assetId);
    return sum + (asset ? expectedBytes(asset, profileId) : 0);
  }, 0);
  // Half of what fits: the bytes are an estimate.
  const fits = bytes < (CARRIERS.data.most?.bytes ?? 0) / 2;
  await makeShare({
    name: collection.name,
    items,
    collectionId: collection.id,
    to: [],
    comment: '',
    carrier: fits ? 'data' : 'file',
    expiresAt: endOfDay(dayOf(Date.now() + installation.peek().shareDays * DAY)),
    passphrase: null,
    oneEach: false,
  });
}
