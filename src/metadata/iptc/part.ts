import type { Stated } from '../../domain/statement';
import { parseDate } from '../../text/partial-date';
import { type RawDataset, writeIim } from './iim';
import { IPTC_DATASETS, readIptc } from './read';

const IDS = new Map([...IPTC_DATASETS].map(([id, { name }]) => [name, id]));
const CODED_CHARACTER_SET = 0x15a;
const UTF8_ESCAPE = Uint8Array.of(0x1b, 0x25, 0x47);
const RECORD_VERSION = 0x200;
const VERSION_4 = Uint8Array.of(0, 4);
const DATE_CREATED = 0x237;
const TIME_CREATED = 0x23c;
/** Longer values need the extended form, which few programs read: XMP has them whole. */
const MOST_BYTES = 0x7fff;

/** What a dataset says; nothing where it is not there. */
export function iptcWords(datasets: readonly RawDataset[], name: string): string[] {
  const value = readIptc(datasets)[`iptc:${name}`];
  return value === undefined ? [] : Array.isArray(value) ? [...(value as readonly string[])] : [String(value)];
}

/** Datasets that say what a property says; null takes it out. Text that stays is in UTF-8 from then on. */
export function withIptc(datasets: readonly RawDataset[], name: string, value: Stated | null): RawDataset[] {
  const id = IDS.get(name);
  if (id === undefined) return [...datasets];
  const texts = value === null ? [] : typeof value === 'string' ? [value] : [...value];
  const made = id === DATE_CREATED ? dateOf(texts[0]) : [{ id, texts: joinedUnlessRepeated(id, texts) }];
  const gone = new Set(id === DATE_CREATED ? [DATE_CREATED, TIME_CREATED] : [id]);
  const encoder = new TextEncoder();
  const kept = inUtf8(datasets).filter((each) => !gone.has(each.id));
  return [
    ...kept,
    ...made.flatMap((each) => each.texts.map((text) => ({ id: each.id, bytes: bounded(encoder.encode(text)) }))),
  ];
}

const joinedUnlessRepeated = (id: number, texts: readonly string[]) =>
  IPTC_DATASETS.get(id)?.repeated || texts.length === 0 ? texts : [texts.join('; ')];

/** Cut between letters: a part of one would make the whole no UTF-8. */
function bounded(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes;
  let end = MOST_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

/** IIM 4.2, 2:55 and 2:60: date and time stand apart, "00" where month or day are not known. */
function dateOf(text: string | undefined): { id: number; texts: string[] }[] {
  const [, year, month = '00', day = '00', time, zone] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(
      parseDate(text ?? '') ?? '',
    ) ?? [];
  const digits = time?.replaceAll(':', '').padEnd(6, '0');
  const offset = !zone || zone === 'Z' ? '+0000' : zone.replace(':', '');
  return [
    { id: DATE_CREATED, texts: year ? [`${year}${month}${day}`] : [] },
    { id: TIME_CREATED, texts: digits ? [digits + offset] : [] },
  ];
}

/** The same datasets with their text in UTF-8, whatever it was in before. */
function inUtf8(datasets: readonly RawDataset[]): RawDataset[] {
  const encoder = new TextEncoder();
  const others = datasets.filter(({ id }) => !IPTC_DATASETS.has(id));
  const declared = others.some(
    ({ id, bytes }) => id === CODED_CHARACTER_SET && UTF8_ESCAPE.every((byte, i) => bytes[i] === byte),
  );
  if (declared && datasets.every(({ id, bytes }) => !IPTC_DATASETS.has(id) || isUtf8(bytes))) return [...datasets];
  const texts = Object.entries(readIptc(datasets)).flatMap(([property, value]) => {
    const id = IDS.get(property.slice('iptc:'.length));
    const items = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    return id === undefined ? [] : items.map((item) => ({ id, bytes: bounded(encoder.encode(item)) }));
  });
  return [
    ...texts,
    ...others.filter(({ id }) => id !== CODED_CHARACTER_SET),
    { id: CODED_CHARACTER_SET, bytes: UTF8_ESCAPE },
  ];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bare records; null where nothing is said. */
export function iptcRecords(datasets: readonly RawDataset[]): Uint8Array | null {
  const says = datasets.some(({ id }) => id !== CODED_CHARACTER_SET && id !== RECORD_VERSION);
  if (!says) return null;
  const whole = datasets.some(({ id }) => id === RECORD_VERSION)
    ? [...datasets]
    : [...datasets, { id: RECORD_VERSION, bytes: VERSION_4 }];
  // A stable sort: what is repeated keeps its order.
  return writeIim(whole.sort((a, b) => a.id - b.id));
}
