import { action } from './action';

export const undo = action({
  id: 'undo',
  label: 'Undo',
  icon: 'undo',
  shortcut: 'Mod+z',
  keys: 'Ctrl+Z',
  when: () => true,
  run: async () => (await import('../flows/undo')).undo(),
});

export const redo = action({
  id: 'redo',
  label: 'Redo',
  icon: 'redo',
  shortcut: 'Mod+Shift+z',
  keys: 'Ctrl+Shift+Z',
  when: () => true,
  run: async () => (await import('../flows/undo')).redo(),
});
