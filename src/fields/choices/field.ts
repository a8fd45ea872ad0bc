import { type FieldType, LIST } from '../field-type';

/** Some of the field's options, told apart without case. */
export const choices: FieldType = {
  id: 'choices',
  label: 'Several choices',
  editing: 'list',
  ...LIST,
  problem: 'One of these is none of the choices.',
  parse: (from, field) => {
    const wanted = LIST.parse(from, field) as readonly string[];
    const found = wanted.map((each) => field.options.find((option) => option.toLowerCase() === each.toLowerCase()));
    return found.every((option) => option !== undefined) ? found : undefined;
  },
};
