import type { Field, FieldTypeId, FieldValue } from '../domain/field';

/** How bulk editing can change a field besides replacing it. */
export type Editing = 'text' | 'list' | 'whole';

/** A type of metadata field: all that the program knows of its values. Its editor stands beside it in Editor.tsx. */
export interface FieldType {
  id: FieldTypeId;
  /** What it is called in Settings. */
  label: string;
  editing: Editing;
  /**
   * A value from text: a file's property, a cell of a CSV, what somebody typed.
   * @returns undefined where the text is no value of this type
   */
  parse(text: string, field: Pick<Field, 'options'>): FieldValue | undefined;
  /** The value as text that `parse` reads again; "" where there is none. */
  print(value: FieldValue): string;
  /** Order for sorting; values that are there come before those that are not. */
  compare(a: FieldValue, b: FieldValue): number;
  /** The words by which search finds it. */
  words(value: FieldValue): readonly string[];
}

/** Order with nothing last. */
export function emptyLast(a: FieldValue, b: FieldValue, compare: () => number): number {
  const none = (value: FieldValue) => value === null || value === '';
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  return compare();
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What text types have in common. */
export const TEXT: Pick<FieldType, 'print' | 'compare' | 'words'> = {
  print: (value) => (typeof value === 'string' ? value : ''),
  compare: (a, b) => emptyLast(a, b, () => collator.compare(String(a), String(b))),
  words: (value) => (typeof value === 'string' ? [value] : []),
};

const items = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : []);

/** Items that a list's own signs would part or trim stand in quotes, as in a CSV. */
const NEEDS_QUOTES = /[;\r\n]|^["\s]|\s$/;

function printItems(list: readonly string[]): string {
  return list.map((item) => (NEEDS_QUOTES.test(item) ? `"${item.replaceAll('"', '""')}"` : item)).join('; ');
}

/** Items as they are printed; a quote that is not closed, or inside of an item, is one of its letters. */
function parseItems(text: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const [whole, quoted] = QUOTED.exec(text.slice(at)) ?? [];
    if (whole !== undefined && quoted !== undefined) {
      if (quoted !== '') found.add(quoted.replaceAll('""', '"'));
      at += whole.length;
      continue;
    }
    const end = text.indexOf(';', at);
    const item = text.slice(at, end < 0 ? undefined : end).trim();
    if (item !== '') found.add(item);
    at = end < 0 ? text.length : end + 1;
  }
  return [...found];
}

/** An item in quotes, up to the semicolon that ends it. */
const QUOTED = /^\s*"((?:[^"]|"")*)"\s*(?:;|$)/;

/** What list types have in common: items are separated by semicolons, since names and tags have commas in them. */
export const LIST: Pick<FieldType, 'parse' | 'print' | 'compare' | 'words'> = {
  parse: parseItems,
  print: (value) => printItems(items(value)),
  compare: (a, b) => {
    const [left, right] = [items(a).join('; '), items(b).join('; ')];
    return emptyLast(left, right, () => collator.compare(left, right));
  },
  words: items,
};
