import { type FieldType, TEXT } from '../field-type';

/** A web address; what runs when it is opened ("javascript:") is none. */
export const url: FieldType = {
  id: 'url',
  label: 'Web address',
  editing: 'whole',
  ...TEXT,
  problem: 'This is no web address. Write it as https://example.org.',
  parse: (from) => {
    const address = from.trim();
    if (address === '') return null;
    const complete = /^[a-z][a-z\d+.-]*:/i.test(address) ? address : `https://${address}`;
    if (!URL.canParse(complete)) return undefined;
    return ['http:', 'https:', 'mailto:'].includes(new URL(complete).protocol) ? complete : undefined;
  },
};
