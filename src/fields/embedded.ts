import { ACTUAL_DIGEST, type EmbeddedProperties, type EmbeddedValue, STATED_DIGEST } from '../domain/embedded';
import { type Field, type FieldValue, isEmpty, isPlace } from '../domain/field';
import { FIELDS } from './index';

/**
 * Values for fields from what a file says of itself. Of a field's properties the first that has a usable value wins.
 * EXIF holds plain ASCII in old files: where another property says the same with accents, or more, that one is taken.
 * @param fields the fields of the installation; retired ones are read too, since their values are kept
 */
export function valuesFromEmbedded(
  properties: EmbeddedProperties,
  fields: readonly Field[],
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  const order = iptcChangedLast(properties) ? iptcFirst : (field: Field) => field;
  for (const each of fields) {
    const field = order(each);
    const found = field.type === 'place' ? placeOf(properties, field) : firstValue(properties, field);
    if (!isEmpty(found)) values[field.id] = found ?? null;
  }
  return values;
}

/** MWG guidelines 2.0, §3.2: a digest that does not fit says that a program changed IPTC and knew nothing of XMP. */
function iptcChangedLast(properties: EmbeddedProperties): boolean {
  const [stated, actual] = [properties[STATED_DIGEST], properties[ACTUAL_DIGEST]];
  // Photoshop writes zeros where it did not work it out.
  return stated !== undefined && stated !== actual && !/^0+$/.test(String(stated));
}

function iptcFirst(field: Field): Field {
  const isIptc = (property: string) => property.startsWith('iptc:');
  const { properties } = field;
  return { ...field, properties: [...properties.filter(isIptc), ...properties.filter((each) => !isIptc(each))] };
}

function firstValue(properties: EmbeddedProperties, field: Field): FieldValue | undefined {
  const candidates = field.properties.flatMap((property) => {
    const value = parsed(properties, property, field);
    return isEmpty(value) ? [] : [{ property, value: value as FieldValue }];
  });
  const [first, ...others] = candidates;
  if (!first?.property.startsWith('exif:')) return first?.value;
  return others.find(({ value }) => saysMore(value, first.value))?.value ?? first.value;
}

const fold = (value: FieldValue) =>
  (Array.isArray(value) ? value.join(' ') : String(value))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

function saysMore(other: FieldValue, exif: FieldValue): boolean {
  return fold(other).startsWith(fold(exif));
}

function parsed(properties: EmbeddedProperties, property: string, field: Field): FieldValue | undefined {
  const value = properties[property];
  if (value === undefined) return undefined;
  const { parse, editing } = FIELDS[field.type];
  const texts = textsOf(value);
  if (editing === 'list') {
    // EXIF joins several names with semicolons (EXIF 2.32, Artist).
    const list = property.startsWith('exif:') ? texts.flatMap((text) => text.split(';')) : texts;
    const items = [...new Set(list.map((item) => item.trim()).filter((item) => item !== ''))];
    return field.type === 'choices' ? parse(items.join(';'), field) : items;
  }
  return parse(withTime(properties, property, texts.join('; ')), field);
}

/** Times that stand in a dataset or tag of their own. */
function withTime(properties: EmbeddedProperties, property: string, text: string): string {
  if (property === 'iptc:DateCreated') {
    const time = /^(\d\d)(\d\d)(\d\d)([+-]\d\d)?(\d\d)?$/.exec(String(properties['iptc:TimeCreated'] ?? ''));
    const date = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
    if (time && date) {
      const zone = time[4] ? `${time[4]}:${time[5] ?? '00'}` : '';
      return `${date[1]}-${date[2]}-${date[3]}T${time[1]}:${time[2]}:${time[3]}${zone}`;
    }
  }
  if (property === 'exif:DateTimeOriginal') {
    const offset = properties['exif:OffsetTimeOriginal'];
    if (typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset)) return `${text}${offset}`;
  }
  return text;
}

function textsOf(value: EmbeddedValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if ('languages' in value) {
    const { languages } = value;
    const text = languages['x-default'] ?? languages.en ?? Object.values(languages)[0];
    return text === undefined ? [] : [text];
  }
  return [...value];
}

/** A place has its name in one property and its coordinates in another. */
function placeOf(properties: EmbeddedProperties, field: Field): FieldValue {
  let name = '';
  let coordinates: { latitude: number; longitude: number } | undefined;
  for (const property of field.properties) {
    const value = parsed(properties, property, field);
    if (!isPlace(value)) continue;
    if (value.latitude !== null && value.longitude !== null) {
      coordinates ??= { latitude: value.latitude, longitude: value.longitude };
    }
    name ||= value.name;
  }
  return { name, latitude: coordinates?.latitude ?? null, longitude: coordinates?.longitude ?? null };
}
