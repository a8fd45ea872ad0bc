import type { Verdict } from '../domain/verdict';
import { openDialog } from '../state/dialogs';
import { action } from './action';

export const history = action({
  id: 'history',
  label: 'Browse version history',
  icon: 'history',
  shortcuts: ['v'],
  places: ['asset-menu'],
  scope: 'living',
  when: ({ ids }) => ids.length === 1,
  verdict: ({ versionCount }): Verdict => versionCount > 1 || 'There is only one version so far.',
  isLeftOut: true,
  run: ({ ids: [id] }) => {
    if (id) openDialog({ type: 'history', id });
  },
});
