import { showsAssets } from '../state/scope';
import { clearSelection, selectAll, selectedCount } from '../state/selection';
import { action } from './action';

export const selectEverything = action({
  id: 'select-all',
  label: 'Select all',
  icon: 'check',
  shortcuts: ['Mod+a'],
  when: showsAssets,
  run: selectAll,
});

export const selectNothing = action({
  id: 'clear-selection',
  label: 'Clear selection',
  icon: 'close',
  shortcuts: ['Escape'],
  when: () => showsAssets() && selectedCount.peek() > 0,
  run: clearSelection,
});
