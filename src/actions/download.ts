import type { Asset } from '../domain/asset';
import { assetsNow } from '../state/assets';
import { typesFor, wantedFor, wantedForSelection } from '../state/download-type';
import { selectedCount } from '../state/selection';
import { type ActionContext, action } from './action';

/** As the download type of an asset says, or the one of the selection. */
async function run({ ids, asset }: ActionContext): Promise<void> {
  const { downloadMany, downloadOne } = await import('../flows/download');
  if (asset) return downloadOne(asset, wantedFor(asset));
  const [only] = ids.length === 1 ? await assetsNow(ids) : [];
  // Nothing selected: the asset with the focus goes out as its own download type says.
  if (only) await downloadOne(only, selectedCount.peek() > 0 ? wantedForSelection() : wantedFor(only));
  else await downloadMany(ids, wantedForSelection());
}

/** Why an asset cannot go out at all. */
export const nothingFor = (asset: Asset): string | undefined =>
  typesFor(asset).length === 0 ? 'Nothing that your role is offered can be made from this file.' : undefined;

export const download = action({
  id: 'download',
  label: 'Download',
  icon: 'download',
  shortcuts: ['d'],
  needs: 'download',
  places: ['asset-buttons', 'selection-bar'],
  scope: 'living',
  isMain: true,
  labelAt: (title) => `Download ${title}`,
  run,
});
