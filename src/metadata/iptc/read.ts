import type { EmbeddedValue } from '../../domain/embedded';
import { withoutTrailingNulls } from '../text-end';
import type { RawDataset } from './iim';

interface Dataset {
  name: string;
  repeated?: true;
}

/** Datasets of IPTC-IIM 4.2 by record × 256 + number, with ExifTool's names. */
export const IPTC_DATASETS: ReadonlyMap<number, Dataset> = new Map<number, Dataset>([
  [0x203, { name: 'ObjectTypeReference' }],
  [0x204, { name: 'ObjectAttributeReference', repeated: true }],
  [0x205, { name: 'ObjectName' }],
  [0x207, { name: 'EditStatus' }],
  [0x20a, { name: 'Urgency' }],
  [0x20c, { name: 'SubjectReference', repeated: true }],
  [0x20f, { name: 'Category' }],
  [0x214, { name: 'SupplementalCategories', repeated: true }],
  [0x216, { name: 'FixtureIdentifier' }],
  [0x219, { name: 'Keywords', repeated: true }],
  [0x21a, { name: 'ContentLocationCode', repeated: true }],
  [0x21b, { name: 'ContentLocationName', repeated: true }],
  [0x21e, { name: 'ReleaseDate' }],
  [0x223, { name: 'ReleaseTime' }],
  [0x225, { name: 'ExpirationDate' }],
  [0x228, { name: 'SpecialInstructions' }],
  [0x237, { name: 'DateCreated' }],
  [0x23c, { name: 'TimeCreated' }],
  [0x23e, { name: 'DigitalCreationDate' }],
  [0x23f, { name: 'DigitalCreationTime' }],
  [0x241, { name: 'OriginatingProgram' }],
  [0x250, { name: 'By-line', repeated: true }],
  [0x255, { name: 'By-lineTitle', repeated: true }],
  [0x25a, { name: 'City' }],
  [0x25c, { name: 'Sub-location' }],
  [0x25f, { name: 'Province-State' }],
  [0x264, { name: 'Country-PrimaryLocationCode' }],
  [0x265, { name: 'Country-PrimaryLocationName' }],
  [0x267, { name: 'OriginalTransmissionReference' }],
  [0x269, { name: 'Headline' }],
  [0x26e, { name: 'Credit' }],
  [0x273, { name: 'Source' }],
  [0x274, { name: 'CopyrightNotice' }],
  [0x276, { name: 'Contact', repeated: true }],
  [0x278, { name: 'Caption-Abstract' }],
  [0x27a, { name: 'Writer-Editor', repeated: true }],
]);

const CODED_CHARACTER_SET = 0x15a;
/** ISO 2022's announcement of UTF-8. */
const UTF8_ESCAPE = [0x1b, 0x25, 0x47];

/**
 * IPTC-IIM as properties. Text is UTF-8 where it says so or where it is valid UTF-8 beyond ASCII (the Metadata Working
 * Group's guidelines 2.0, §1.6), else Windows-1252, which is what programs that say nothing write.
 */
export function readIptc(datasets: readonly RawDataset[]): Record<string, EmbeddedValue> {
  const declared = datasets.some(
    ({ id, bytes }) => id === CODED_CHARACTER_SET && UTF8_ESCAPE.every((byte, i) => bytes[i] === byte),
  );
  const texts = datasets.filter(({ id }) => IPTC_DATASETS.has(id));
  // One for all: a file is written in one encoding. What says UTF-8 and is not is taken for what it is.
  const utf8 = texts.every(({ bytes }) => isUtf8(bytes)) && (declared || texts.some(({ bytes }) => beyondAscii(bytes)));
  const decoder = new TextDecoder(utf8 ? 'utf-8' : 'windows-1252');
  const properties: Record<string, EmbeddedValue> = {};
  const lists = new Map<string, string[]>();
  for (const { id, bytes } of texts) {
    const dataset = IPTC_DATASETS.get(id);
    if (!dataset) continue;
    const name = `iptc:${dataset.name}`;
    const text = withoutTrailingNulls(decoder.decode(bytes));
    if (!dataset.repeated) {
      properties[name] ??= text;
      continue;
    }
    const list = lists.get(name) ?? [];
    list.push(text);
    lists.set(name, list);
    properties[name] = list;
  }
  return properties;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const beyondAscii = (bytes: Uint8Array) => bytes.some((byte) => byte > 0x7f);
