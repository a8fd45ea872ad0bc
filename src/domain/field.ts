/** Types of metadata fields; each has a folder under fields/. */
export const FIELD_TYPES = [
  'text',
  'long-text',
  'number',
  'date',
  'boolean',
  'choice',
  'choices',
  'tags',
  'rating',
  'url',
  'person',
  'place',
] as const;
export type FieldTypeId = (typeof FIELD_TYPES)[number];

/** A named place, with coordinates in degrees (WGS 84) where they are known. */
export interface Place {
  name: string;
  latitude: number | null;
  longitude: number | null;
}

/** A field's value; null where there is none. Lists are for types "choices", "tags" and "person". */
export type FieldValue = string | number | boolean | readonly string[] | Place | null;

/** Values by the field's id. What is empty is left out. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/**
 * A metadata field as the installation or a person defines it. Values of a retired one are kept and come back with it.
 */
export interface Field {
  id: string;
  label: string;
  type: FieldTypeId;
  required: boolean;
  help: string;
  /** What can be chosen, for types "choice" and "choices". */
  options: readonly string[];
  /** What a new asset begins with where its file says nothing. */
  initial: FieldValue;
  retired: boolean;
  /**
   * The properties it is read from, the first that has a value winning, and written to: "dc:title" (XMP, by its usual
   * prefix), "iptc:ObjectName" (IPTC-IIM, by ExifTool's name), "exif:Artist".
   */
  properties: readonly string[];
}

/** Ids of the fields that the program itself looks at. */
export const TITLE = 'title';
export const RATING = 'rating';

export function isPlace(value: FieldValue | undefined): value is Place {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: FieldValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** Whether a value says nothing: it is then not kept. */
export function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isPlace(value) && value.name === '' && value.latitude === null && value.longitude === null;
}

export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => item === b[i]);
  if (isPlace(a) && isPlace(b)) return a.name === b.name && a.latitude === b.latitude && a.longitude === b.longitude;
  return a === b;
}
