import { openDialog } from '../state/dialogs';
import { action } from './action';

export const history = action({
  id: 'history',
  label: 'Browse version history',
  icon: 'history',
  shortcut: 'v',
  places: ['asset'],
  page: 'living',
  when: ({ ids }) => ids.length === 1,
  forAsset: ({ versionCount }) => ({
    shown: versionCount > 1,
    disabled: versionCount > 1 ? undefined : 'There is only one version so far.',
  }),
  run: ({ ids: [id] }) => {
    if (id) openDialog({ type: 'history', id });
  },
});
