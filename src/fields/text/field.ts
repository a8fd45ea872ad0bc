import { type FieldType, TEXT } from '../field-type';

export const text: FieldType = {
  id: 'text',
  label: 'Text',
  editing: 'text',
  ...TEXT,
  parse: (from) => from.replace(/\s*[\r\n]+\s*/g, ' ').trim(),
};
