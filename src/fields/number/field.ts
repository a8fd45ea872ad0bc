import type { FieldType } from '../field-type';

export const number: FieldType = {
  id: 'number',
  label: 'Number',
  editing: 'whole',
  parse: (from) => {
    if (from.trim() === '') return null;
    const value = Number(from.trim().replace(',', '.'));
    return Number.isFinite(value) ? value : undefined;
  },
  print: (value) => (typeof value === 'number' ? String(value) : ''),
  compare: (a, b) => Number(a) - Number(b),
  words: (value) => (typeof value === 'number' ? [String(value)] : []),
  problem: 'This is no number.',
};
