import { type FieldValue, isPlace, type Place } from '../../domain/field';
import { type FieldType, TEXT } from '../field-type';
import { coordinatesIn } from './coordinates';

/** Stands behind a name that would else be read as coordinates, or that ends as if it had some. */
const NONE = '()';

/**
 * A named place: "Bellagio", "Bellagio (45.9865, 9.2606)" or coordinates alone, in degrees. Numbers in a name ("Hall 11, 34")
 * are its own.
 */
export const place: FieldType = {
  id: 'place',
  label: 'Place',
  editing: 'whole',
  parse: (from) => {
    const text = from.trim();
    if (text === '') return null;
    const alone = coordinatesIn(text);
    if (alone) return alone;
    const { name, inside } = bracketed(text) ?? { name: '', inside: '' };
    if (name !== '' && inside.trim() === '' && text.endsWith(NONE)) return { name, latitude: null, longitude: null };
    const point = coordinatesIn(inside);
    return point ? { ...point, name } : { name: text, latitude: null, longitude: null };
  },
  print: (value) => (isPlace(value) ? printPlace(value) : ''),
  compare: (a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)) || TEXT.compare(place.print(a), place.print(b)),
  words: (value) => (isPlace(value) ? [value.name] : []),
  problem: 'Both coordinates are needed, in degrees: latitude −90 to 90, longitude −180 to 180.',
};

/** Coordinates alone stand behind names. */
const isUnnamed = (value: FieldValue) => isPlace(value) && value.name === '';

/** "Bellagio (45.9865, 9.2606)": what stands before the brackets at the end, and in them. */
function bracketed(text: string): { name: string; inside: string } | undefined {
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  if (open < 0) return undefined;
  const inside = text.slice(open + 1, -1);
  return inside.includes(')') ? undefined : { name: text.slice(0, open).trimEnd(), inside };
}

function printPlace({ name, latitude, longitude }: Place): string {
  if (latitude === null || longitude === null) return isAmbiguous(name) ? `${name} ${NONE}` : name;
  const coordinates = `${latitude}, ${longitude}`;
  return name ? `${name} (${coordinates})` : coordinates;
}

function isAmbiguous(name: string): boolean {
  const inside = bracketed(name)?.inside;
  return (
    coordinatesIn(name) !== undefined ||
    (inside !== undefined && (inside.trim() === '' || coordinatesIn(inside) !== undefined))
  );
}
