import { parseDate } from '../domain/partial-date';
import { type Statement, toWrite } from '../domain/statement';
import { type RawDataset, readIim, writeIim } from './iim';
import { IPTC_DATASETS, readIptc } from './iptc';

const IDS = new Map([...IPTC_DATASETS].map(([id, { name }]) => [name, id]));
const CODED_CHARACTER_SET = 0x15a;
const UTF8_ESCAPE = Uint8Array.of(0x1b, 0x25, 0x47);
const RECORD_VERSION = 0x200;
const VERSION_4 = Uint8Array.of(0, 4);
const DATE_CREATED = 0x237;
const TIME_CREATED = 0x23c;
/** Longer values need the extended form, which few programs read: XMP has them whole. */
const MOST_BYTES = 0x7fff;

/**
 * IPTC-IIM that says what a statement says, in UTF-8; what else the original says stays.
 * @param before as libvips keeps it: bare records, or a Photoshop block
 * @returns bare records; null where there is nothing to say
 */
export function writeIptc(before: Uint8Array | null, statement: Statement): Uint8Array | null {
  const changed = new Map<number, string[]>();
  for (const [property, value] of Object.entries(toWrite(statement))) {
    const id = property.startsWith('iptc:') ? IDS.get(property.slice('iptc:'.length)) : undefined;
    if (id === undefined) continue;
    const texts = value === null ? [] : typeof value === 'string' ? [value] : [...value];
    if (id === DATE_CREATED) setDate(changed, texts[0]);
    else changed.set(id, IPTC_DATASETS.get(id)?.repeated ? texts : texts.length > 0 ? [texts.join('; ')] : []);
  }
  const kept = ((before && readIim(before)) ?? []).filter(
    ({ id }) => !changed.has(id) && id !== CODED_CHARACTER_SET && id !== RECORD_VERSION,
  );
  const encoder = new TextEncoder();
  const datasets = recoded(kept);
  for (const [id, texts] of changed) {
    for (const text of texts) datasets.push({ id, bytes: encoder.encode(text).subarray(0, MOST_BYTES) });
  }
  if (datasets.length === 0) return null;
  datasets.sort((a, b) => a.id - b.id);
  return writeIim([
    { id: CODED_CHARACTER_SET, bytes: UTF8_ESCAPE },
    { id: RECORD_VERSION, bytes: VERSION_4 },
    ...datasets,
  ]);
}

/** IIM 4.2, 2:55 and 2:60: date and time stand apart, "00" where month or day are not known. */
function setDate(changed: Map<number, string[]>, text: string | undefined): void {
  const [, year, month = '00', day = '00', time, zone] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(
      parseDate(text ?? '') ?? '',
    ) ?? [];
  changed.set(DATE_CREATED, year ? [`${year}${month}${day}`] : []);
  const digits = time?.replaceAll(':', '').padEnd(6, '0');
  const offset = !zone || zone === 'Z' ? '+0000' : zone.replace(':', '');
  changed.set(TIME_CREATED, digits ? [digits + offset] : []);
}

/** Text that stays, in UTF-8 whatever it was in before. */
function recoded(kept: readonly RawDataset[]): RawDataset[] {
  const encoder = new TextEncoder();
  const texts = Object.entries(readIptc(kept)).flatMap(([property, value]) => {
    const id = IDS.get(property.slice('iptc:'.length));
    const items = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    return id === undefined ? [] : items.map((item) => ({ id, bytes: encoder.encode(item).subarray(0, MOST_BYTES) }));
  });
  return [...texts, ...kept.filter(({ id }) => !IPTC_DATASETS.has(id))];
}
