import { codeOf, describeError } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import * as rows from '../library/trash';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { unselect } from '../state/selection';
import { plural } from '../text/format';
import { butGone } from './gone';
import { change } from './undo';

const are = (count: number) => (count === 1 ? 'is' : 'are');

export async function deleteAssets(ids: readonly AssetId[]): Promise<void> {
  const done = (there: number) => `${plural(there, 'asset')} ${are(there)} in Deleted.${butGone(ids.length, there)}`;
  if (await change((own) => rows.deleteAssets(own, ids), done, 'Nothing was deleted.')) unselect(ids);
}

export async function restoreAssets(ids: readonly AssetId[]): Promise<void> {
  const done = (there: number) =>
    `${plural(there, 'asset')} ${are(there)} back where they were.${butGone(ids.length, there)}`;
  if (await change((own) => rows.restoreAssets(own, ids), done, 'Nothing was restored.')) unselect(ids);
}

/** Takes assets away for good: nobody can undo it, so it is asked before. What was restored since it was asked stays. */
export async function purgeAssets(ids: readonly AssetId[]): Promise<void> {
  try {
    const { gone, kept } = await rows.purgeAssets(library(), ids);
    unselect(ids);
    const stayed =
      kept > 0 ? `${plural(kept, 'asset')} had been restored meanwhile and ${kept === 1 ? 'stays' : 'stay'}.` : '';
    if (gone.length > 0) tell(`${plural(gone.length, 'asset')} ${are(gone.length)} gone for good. ${stayed}`.trim());
    else tell(`Nothing was deleted permanently. ${stayed || 'It was done already.'}`);
  } catch (error) {
    alertPerson(`Nothing was deleted. ${describeError(codeOf(error))}`);
  }
}
