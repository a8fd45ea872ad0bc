import { action } from './action';

const focus = () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus();

export const search = action({ id: 'search', label: 'Search', shortcut: '/', when: () => true, run: focus });

export const searchToo = action({
  id: 'search-too',
  label: 'Search',
  shortcut: 'Mod+k',
  keys: 'Ctrl+K',
  when: () => true,
  run: focus,
});
