import type { Asset } from '../domain/asset';
import { action } from './action';

/** The reason why something waits until an upload is finalised. */
export const untilFinalised = ({ finalisedAt }: Asset) =>
  finalisedAt === 0 ? 'Press “Finish” in its upload first.' : undefined;

export const clone = action({
  id: 'clone',
  label: 'Clone',
  icon: 'copy',
  needs: 'clone',
  places: ['asset'],
  page: 'living',
  forAsset: (asset) => ({ shown: true, disabled: untilFinalised(asset) }),
  run: async ({ ids }) => (await import('../flows/clone')).cloneAssets(ids),
});
