import { openDialog } from '../state/dialogs';
import { action } from './action';
import { untilFinalised } from './clone';

export const newVersion = action({
  id: 'new-version',
  label: 'Upload new version',
  icon: 'upload',
  needs: 'new-version',
  places: ['asset-menu'],
  scope: 'living',
  when: ({ ids }) => ids.length === 1,
  verdict: untilFinalised,
  run: ({ ids: [id] }) => {
    if (id) openDialog({ type: 'new-version', id });
  },
});
