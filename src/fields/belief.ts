import { isBoilerplate } from '../domain/boilerplate';
import { ACTUAL_DIGEST, type EmbeddedProperties, type Origin, STATED_DIGEST } from '../domain/embedded';
import { type Field, type FieldValue, isEmpty, isList, isPlace, sameValue } from '../domain/field';
import { mirrorOf, NEVER_BELIEVED, SYNONYMS, type SynonymForm } from '../domain/synonyms';
import { dateText, withKnownZone } from './dates';
import { FIELDS } from './index';
import { measuredPosition } from './place/coordinates';
import { itemsOf, textsOf } from './readings';
import { saysMore } from './says-more';
import { rankOf, type Source, sourceOf } from './sources';

/** One that says something of a field: which property, who, and what. */
export interface Saying {
  property: string;
  source: Source;
  value: FieldValue;
}

/** What is believed of a field, and what else is said of it. */
export interface Belief {
  value: FieldValue;
  /** Who says it: a place may have its name from one and its coordinates from another. */
  sources: readonly Source[];
  /** Other values, the more believed first. */
  others: readonly Saying[];
}

interface Hearing {
  /** Whether what says the same elsewhere is heard too. */
  synonyms: boolean;
}

const EVERYBODY: Hearing = { synonyms: true };

/**
 * What is believed of a field by what a file and what came beside it say: a pure function of both, with the ranks in
 * `sources.ts`, the properties that say the same in `domain/synonyms.ts`, and what says nothing in `domain/boilerplate.ts`.
 * docs/metadata.md tells the reasons.
 * @returns undefined where nothing usable is said
 */
export function beliefOf(origin: Origin, field: Field, hearing = EVERYBODY): Belief | undefined {
  if (field.type === 'place') return placeOf(origin, field);
  const sayings = sayingsOf(origin, field, hearing);
  const heard = sayings.filter(({ property }) => !NEVER_BELIEVED.has(property));
  const [first] = heard;
  if (!first) return sayings.length > 0 ? { value: null, sources: [], others: different(sayings, []) } : undefined;
  const believed = betterThan(first, heard, field);
  const value = field.type === 'person' ? withFaces(believed.value, sayings) : believed.value;
  return { value, sources: [believed.source], others: different(sayings, [value, believed.value]) };
}

/** The values that are believed, by field. Retired fields are read too, since their values are kept. */
export function believedValues(origin: Origin, fields: readonly Field[]): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const belief = beliefOf(origin, field);
    if (belief && !isEmpty(belief.value)) values[field.id] = belief.value;
  }
  return values;
}

/** What everybody says of a field, the most believed first. */
function sayingsOf(origin: Origin, field: Field, { synonyms }: Hearing = EVERYBODY): Saying[] {
  const order = readingsOf(field).filter(({ synonym }) => synonyms || !synonym);
  const changedLast = iptcChangedLast(origin.file);
  const said = [
    ...Object.entries(origin.beside).map(([source, properties]) => ({ source: source as Source, properties })),
    { source: undefined, properties: origin.file },
  ];
  const ranked = said.flatMap(({ source: beside, properties }) =>
    order.flatMap(({ property, form, synonym }) => {
      const value = parsed(properties, { property, form, field });
      if (isEmpty(value)) return [];
      const source = beside ?? sourceOf(property);
      // What the table of synonyms adds comes after what the field names.
      const rank = beside || !synonym ? rankOf(source, field.type, changedLast) : Number.MAX_SAFE_INTEGER;
      return [{ rank, saying: { property, source, value: value as FieldValue } }];
    }),
  );
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ saying }) => saying);
}

/** MWG guidelines 2.0, §3.2: a digest that does not fit says that a program changed IPTC and knew nothing of XMP. */
function iptcChangedLast(properties: EmbeddedProperties): boolean {
  const [stated, actual] = [properties[STATED_DIGEST], properties[ACTUAL_DIGEST]];
  // Photoshop writes zeros where it did not work it out.
  return stated !== undefined && stated !== actual && !/^0+$/.test(String(stated));
}

interface Reading {
  property: string;
  form: SynonymForm;
  synonym: boolean;
}

/** Where a field is read from: its properties, the same in XMP's own space for EXIF, and what says the same elsewhere. */
export function readingsOf(field: Field): Reading[] {
  const own = FIELDS[field.type].editing === 'list' ? 'list' : 'text';
  const readings: Reading[] = field.properties.map((property) => ({
    property,
    form: own === 'list' && property.startsWith('exif:') ? 'joined' : own,
    synonym: false,
  }));
  for (const property of field.properties) {
    const mirror = mirrorOf(property);
    if (mirror) readings.push({ property: mirror, form: own, synonym: false });
  }
  for (const { property, form } of field.properties.flatMap((each) => SYNONYMS[each] ?? [])) {
    if (!readings.some((each) => each.property === property)) readings.push({ property, form, synonym: true });
  }
  return readings;
}

/** Properties in which cameras and programs leave words that are nobody's. */
const MAY_BE_BOILERPLATE: ReadonlySet<string> = new Set(
  ['dc:title', 'dc:description', 'dc:creator', 'dc:rights'].flatMap((property) => [
    property,
    ...(SYNONYMS[property] ?? []).map((synonym) => synonym.property),
  ]),
);

interface Parsing {
  property: string;
  form: SynonymForm;
  field: Field;
}

function parsed(properties: EmbeddedProperties, { property, form, field }: Parsing): FieldValue | undefined {
  if (form !== 'regions' && properties[property] === undefined) return undefined;
  const { parse, print, editing } = FIELDS[field.type];
  const words = (text: string) => !MAY_BE_BOILERPLATE.has(property) || !isBoilerplate(text);
  if (editing === 'list') {
    const items = itemsOf(properties, property, form).filter(words);
    return field.type === 'choices' ? parse(print(items), field) : items;
  }
  const text = textsOf(properties[property] ?? [])
    .filter(words)
    .join('; ');
  if (text === '') return undefined;
  if (field.type === 'date') return dateText(properties, property, text, (each) => parse(each, field));
  if (field.type === 'place') return measuredPosition(text);
  if (field.type === 'rating') return parse(starsOf(property, text), field);
  return parse(text, field);
}

/** Ratings that are not counted in stars: in hundredths, as Windows does (1, 25, 50, 75, 99). */
function starsOf(property: string, text: string): string {
  if (property !== 'MicrosoftPhoto:Rating' && property !== 'exif:RatingPercent') return text;
  const percent = Number(text);
  return percent > 0 && percent <= 100 ? String(Math.round(percent / 25) + 1) : '';
}

/** What gives way to another that says the same, and more: each rule with its reason where it stands. */
function betterThan(first: Saying, sayings: readonly Saying[], field: Field): Saying {
  if (field.type === 'date') return withKnownZone(first, sayings);
  const fuller = sayings.find((other) => other.property !== first.property && saysMore(other, first));
  return fuller ?? first;
}

/** Regions name people one by one: who has a face in the picture is shown in it, whoever else a list names. */
function withFaces(value: FieldValue, sayings: readonly Saying[]): FieldValue {
  const faces = sayings.filter(({ property }) => property === 'mwg-rs:Regions' || property === 'MP:RegionInfo');
  if (!isList(value) || faces.length === 0) return value;
  return [...new Set([...value, ...faces.flatMap((each) => (isList(each.value) ? each.value : []))])];
}

function different(sayings: readonly Saying[], known: readonly FieldValue[]): Saying[] {
  const others: Saying[] = [];
  for (const saying of sayings) {
    const seen = [...known, ...others.map((other) => other.value)];
    if (!seen.some((value) => sameValue(value, saying.value))) others.push(saying);
  }
  return others;
}

/** A place has its name in one property and its coordinates in another; a name is never taken for coordinates. */
function placeOf(origin: Origin, field: Field): Belief | undefined {
  const isPosition = (property: string) => property.endsWith(':GPSPosition');
  const part = (type: 'text' | 'place') => {
    const properties = field.properties.filter((property) => isPosition(property) === (type === 'place'));
    return sayingsOf(origin, { ...field, type, properties });
  };
  const [names, points] = [part('text'), part('place')];
  const [name, point] = [names[0], points[0]];
  if (!name && !point) return undefined;
  const value = placeFrom(name?.value, point?.value);
  const others = [
    ...names.slice(1).map((each) => ({ ...each, value: placeFrom(each.value, point?.value) })),
    ...points.slice(1).map((each) => ({ ...each, value: placeFrom(name?.value, each.value) })),
  ];
  const sources = [name, point].flatMap((each) => (each ? [each.source] : []));
  return { value, sources: [...new Set(sources)], others: different(others, [value]) };
}

function placeFrom(name: FieldValue | undefined, point: FieldValue | undefined): FieldValue {
  const { latitude, longitude } = isPlace(point) ? point : { latitude: null, longitude: null };
  return { name: typeof name === 'string' ? name : '', latitude, longitude };
}
