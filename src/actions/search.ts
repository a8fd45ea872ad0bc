import { action } from './action';

export const search = action({
  id: 'search',
  label: 'Search',
  icon: 'search',
  shortcuts: ['/', 'Mod+k'],
  when: () => true,
  run: () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
});
