import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { library } from './library';

/**
 * Assets as they are now, in the order of their ids, for what is begun with them: a dialog keeps what it was opened with. Those
 * that are gone are left out.
 */
export const assetsNow = (ids: readonly AssetId[]): Promise<Asset[]> => getAssets(library(), ids);
