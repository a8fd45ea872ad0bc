import { type FieldType, LIST } from '../field-type';

export const tags: FieldType = { id: 'tags', label: 'Tags', editing: 'list', ...LIST };
