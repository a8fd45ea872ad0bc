import { listsAssets } from '../state/route';
import { clearSelection, selectAll, selectedCount } from '../state/selection';
import { action } from './action';

export const selectEverything = action({
  id: 'select-all',
  label: 'Select all',
  shortcut: 'Mod+a',
  keys: 'Ctrl+A',
  when: listsAssets,
  run: selectAll,
});

export const selectNothing = action({
  id: 'clear-selection',
  label: 'Clear selection',
  shortcut: 'Escape',
  keys: 'Esc',
  when: () => listsAssets() && selectedCount.peek() > 0,
  run: clearSelection,
});
