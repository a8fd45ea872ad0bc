import type { Asset } from '../domain/asset';
import type { Verdict } from '../domain/verdict';
import { action } from './action';

/** What waits until an upload is finalised. */
export const untilFinalised = ({ finalisedAt }: Asset): Verdict =>
  finalisedAt === 0 ? 'Press “Finish” in its upload first.' : true;

export const clone = action({
  id: 'clone',
  label: 'Clone',
  icon: 'copy',
  needs: 'clone',
  places: ['asset-menu'],
  scope: 'living',
  verdict: untilFinalised,
  run: async ({ ids }) => (await import('../flows/clone')).cloneAssets(ids),
});
