import { isPlace, type Place } from '../../domain/field';
import { type FieldType, TEXT } from '../field-type';

const COORDINATES = /^(.*?)\s*\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?$/s;

/** A named place: "Bellagio", "Bellagio (45.9865, 9.2606)" or coordinates alone, in degrees. */
export const place: FieldType = {
  id: 'place',
  label: 'Place',
  editing: 'whole',
  parse: (from) => {
    const text = from.trim();
    if (text === '') return null;
    const match = COORDINATES.exec(text);
    const [latitude, longitude] = [Number(match?.[2]), Number(match?.[3])];
    if (match && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      return { name: (match[1] ?? '').replace(/[\s,]+$/, ''), latitude, longitude };
    }
    return { name: text, latitude: null, longitude: null };
  },
  print: (value) => (isPlace(value) ? printPlace(value) : ''),
  compare: (a, b) => TEXT.compare(isPlace(a) ? printPlace(a) : null, isPlace(b) ? printPlace(b) : null),
  words: (value) => (isPlace(value) ? [value.name] : []),
};

function printPlace({ name, latitude, longitude }: Place): string {
  if (latitude === null || longitude === null) return name;
  const coordinates = `${latitude}, ${longitude}`;
  return name ? `${name} (${coordinates})` : coordinates;
}
