import { titleOf } from '../domain/asset';
import { describeError } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { getAssets } from '../library/assets';
import * as rows from '../library/clone';
import { damagedAssets } from '../library/originals';
import { library } from '../state/library';
import { alertPerson } from '../state/messages';
import { change } from './undo';

/** Clones assets: all of them, or none where one is damaged. */
export async function cloneAssets(ids: readonly AssetId[]): Promise<void> {
  const damaged = await damagedAssets(library(), await getAssets(library(), ids));
  if (damaged.length > 0) {
    const lines = damaged.slice(0, 10).map(titleOf);
    return alertPerson(`Nothing was cloned. ${describeError('stored-damaged')}`, { lines });
  }
  const done = ({ length }: readonly AssetId[]) =>
    length === 1 ? 'The asset was cloned.' : `${length.toLocaleString()} assets were cloned.`;
  await change((own) => rows.cloneAssets(own, ids), done, 'Nothing was cloned.');
}
