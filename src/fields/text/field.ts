import { type FieldType, TEXT } from '../field-type';

export const text: FieldType = {
  id: 'text',
  label: 'Text',
  editing: 'text',
  ...TEXT,
  parse: (from) =>
    from
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .join(' '),
};
