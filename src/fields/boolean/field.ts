import type { FieldType } from '../field-type';

export const boolean: FieldType = {
  id: 'boolean',
  label: 'Yes or no',
  editing: 'whole',
  parse: (from) => {
    const word = from.trim().toLowerCase();
    if (word === '') return null;
    if (['yes', 'true', '1'].includes(word)) return true;
    return ['no', 'false', '0'].includes(word) ? false : undefined;
  },
  print: (value) => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : ''),
  compare: (a, b) => Number(a) - Number(b),
  words: () => [],
  problem: 'This is neither yes nor no.',
};
