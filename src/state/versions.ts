import type { Version } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { versionsOf as readVersionsOf } from '../library/versions';
import { library } from './library';
import { liveBy } from './live';

/** An asset's versions, oldest first; undefined until they are read, none where the asset is gone. */
export const versionsOf = liveBy<AssetId, readonly Version[] | undefined>(undefined, (id) => ({
  read: () => readVersionsOf(library(), id),
  dependsOn: ({ assets }) => assets === null || Boolean(assets?.includes(id)),
}));
