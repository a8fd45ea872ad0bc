import type { Field, FieldTypeId, FieldValue } from '../domain/field';

/** How bulk editing can change a field besides replacing it. */
type Editing = 'text' | 'list' | 'whole';

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
  /** Ascending order of two values of the type, neither of them empty: lists put those last whichever way they go. */
  compare(a: FieldValue, b: FieldValue): number;
  /** The words by which search finds it. */
  words(value: FieldValue): readonly string[];
  /** What somebody is told whose text `parse` does not understand. */
  problem: string;
}

// People expect "img2" before "img10", and é beside e.
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What types have in common that say no more of it. */
const NO_VALUE = 'This is no value for this field.';

/** What text types have in common. */
export const TEXT: Pick<FieldType, 'print' | 'compare' | 'words' | 'problem'> = {
  print: (value) => (typeof value === 'string' ? value : ''),
  compare: (a, b) => collator.compare(TEXT.print(a), TEXT.print(b)),
  words: (value) => (typeof value === 'string' ? [value] : []),
  problem: NO_VALUE,
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
export const LIST: Pick<FieldType, 'parse' | 'print' | 'compare' | 'words' | 'problem'> = {
  parse: parseItems,
  print: (value) => printItems(items(value)),
  compare: (a, b) => collator.compare(items(a).join('; '), items(b).join('; ')),
  words: items,
  problem: NO_VALUE,
};
