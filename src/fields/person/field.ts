import { type FieldType, LIST } from '../field-type';

/** Names of people, as IPTC's Creator and Persons shown have them: more than one may be given. */
export const person: FieldType = { id: 'person', label: 'Person', editing: 'list', ...LIST };
