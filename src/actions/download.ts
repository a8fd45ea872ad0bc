import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { wantedFor, wantedForSelection } from '../state/download-type';
import { library } from '../state/library';
import { selectedCount } from '../state/selection';
import { action } from './action';

/** Downloads one asset as its own download type says. */
export async function downloadAsset(asset: Asset): Promise<void> {
  const { downloadOne } = await import('../flows/download');
  await downloadOne(asset, wantedFor(asset));
}

async function downloadIds(ids: readonly AssetId[]): Promise<void> {
  const { downloadMany, downloadOne } = await import('../flows/download');
  const [asset] = ids.length === 1 ? await getAssets(library(), ids) : [];
  // Nothing selected: the asset with the focus goes out as its own download type says.
  if (asset) await downloadOne(asset, selectedCount.peek() > 0 ? wantedForSelection() : wantedFor(asset));
  else await downloadMany(ids, wantedForSelection());
}

export const download = action({
  id: 'download',
  label: 'Download',
  icon: 'download',
  shortcut: 'd',
  keys: 'd',
  needs: 'download',
  when: ({ ids }) => ids.length > 0,
  run: ({ ids }) => downloadIds(ids),
});
