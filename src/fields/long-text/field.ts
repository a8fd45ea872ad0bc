import { type FieldType, TEXT } from '../field-type';

export const longText: FieldType = {
  id: 'long-text',
  label: 'Long text',
  editing: 'text',
  ...TEXT,
  parse: (from) => from.replace(/\r\n?/g, '\n').trim(),
};
