import { type FieldType, TEXT } from '../field-type';

/** One of the field's options, told apart without case. */
export const choice: FieldType = {
  id: 'choice',
  label: 'One choice',
  editing: 'whole',
  ...TEXT,
  problem: 'This is none of the choices.',
  parse: (from, { options }) => {
    const wanted = from.trim().toLowerCase();
    return wanted === '' ? null : options.find((option) => option.toLowerCase() === wanted);
  },
};
