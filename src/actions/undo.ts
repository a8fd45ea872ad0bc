import { action } from './action';

export const undo = action({
  id: 'undo',
  label: 'Undo',
  icon: 'undo',
  shortcuts: ['Mod+z'],
  aboveDialogs: true,
  when: () => true,
  run: async () => (await import('../flows/undo')).undo(),
});

export const redo = action({
  id: 'redo',
  label: 'Redo',
  icon: 'redo',
  shortcuts: ['Mod+Shift+z'],
  aboveDialogs: true,
  when: () => true,
  run: async () => (await import('../flows/undo')).redo(),
});
