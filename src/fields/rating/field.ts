import type { FieldType } from '../field-type';

export const MOST_STARS = 5;

/** Stars, 1 to 5 (XMP part 2, §8.4 xmp:Rating; its −1, "rejected", counts as none). */
export const rating: FieldType = {
  id: 'rating',
  label: 'Rating',
  editing: 'whole',
  parse: (from) => {
    if (from.trim() === '') return null;
    const value = Math.round(Number(from));
    if (!Number.isFinite(value) || value > MOST_STARS) return undefined;
    return value > 0 ? value : null;
  },
  print: (value) => (typeof value === 'number' && value > 0 ? String(value) : ''),
  compare: (a, b) => Number(a) - Number(b),
  words: () => [],
  problem: `This is no number of stars, 1 to ${MOST_STARS}.`,
};
