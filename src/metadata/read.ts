import { bytesToHex } from '@noble/hashes/utils.js';
import { DOMParser } from '@xmldom/xmldom';
import ExifReader from 'exifreader';
import { ACTUAL_DIGEST, type EmbeddedProperties, type EmbeddedValue, SEALED, STATED_DIGEST } from '../domain/embedded';
import { isGif } from './containers/gif/blocks';
import { APP13, jpegSegments } from './containers/jpeg/segments';
import type { PngText } from './containers/png/chunks';
import { MeteredView } from './exif/metered-view';
import { userComment, utf8OrLatin, windowsText } from './exif/text';
import { gather } from './gather';
import { type RawDataset, readIim } from './iptc/iim';
import { iptcDigests } from './iptc/photoshop';
import { readIptc } from './iptc/read';
import { withoutTrailingNulls } from './text-end';
import { acdseeCategories } from './xmp/acdsee';
import { readXmp } from './xmp/read';

/** Tags that are bytes for programs, not words for people. */
const LEFT_OUT = new Set([
  'MakerNote',
  'ApplicationNotes',
  'XMLPacket',
  'IPTC-NAA',
  'ImageResources',
  'InterColorProfile',
  'ICC_Profile',
  'Padding',
  'PrintIM',
  'Exif IFD Pointer',
  'GPS Info IFD Pointer',
  'Interoperability IFD Pointer',
  'JPEGTables',
  'StripOffsets',
  'StripByteCounts',
  'TileOffsets',
  'TileByteCounts',
  'OffsetSchema',
]);
/** Longer values of EXIF are tables of numbers. */
const MOST_NUMBERS = 16;
const MOST_TEXT = 1_000_000;

interface Tag {
  id?: number;
  value?: unknown;
  description?: unknown;
}

/**
 * All that a picture's file says of itself, by property: "dc:title", "iptc:Keywords", "exif:Artist", "png:Title". What cannot
 * be read is left out; nothing is thrown.
 * @param file the whole file
 */
export async function readEmbedded(file: ArrayBuffer): Promise<EmbeddedProperties> {
  const bytes = new Uint8Array(file);
  const blocks = await gather(bytes);
  const properties: Record<string, EmbeddedValue> = {};
  // Where we find no block of EXIF, ExifReader may know where the file keeps it.
  const tags = load(blocks.exif ? exact(blocks.exif) : file);
  const records = blocks.iptc && readIim(blocks.iptc);
  Object.assign(properties, exifOf(tags), records ? readIptc(records) : iptcOf(tags), digestsOf(bytes));
  Object.assign(properties, wordsOf(blocks.texts), commentsOf(bytes, blocks.comments));
  const packets: (Uint8Array | string)[] = [...blocks.xmp];
  if (packets.length === 0 && tags?.xmp && '_raw' in tags.xmp) packets.push(String(tags.xmp._raw));
  // Of several packets the first that says a property is heard.
  for (const packet of packets.reverse()) Object.assign(properties, readXmp(packet));
  if (blocks.sealed.length > 0) properties[SEALED] = blocks.sealed;
  return withoutMarkup(properties);
}

/** The bytes as a buffer of their own. */
function exact(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  return bytes.slice().buffer as ArrayBuffer;
}

const MOST_WORDS = 500;
/** PNG 3rd edition, §11.3.3.2; programs write them in any case. */
const KEYWORDS = new Map(
  ['Title', 'Author', 'Description', 'Copyright', 'CreationTime', 'Software', 'Source', 'Comment', 'Keywords'].map(
    (name) => [name.toLowerCase(), name],
  ),
);

/** Texts of a PNG by their keywords: "Creation Time" is "png:CreationTime". What says nothing of its encoding is often UTF-8. */
function wordsOf(texts: readonly PngText[]): Record<string, EmbeddedValue> {
  const properties: Record<string, EmbeddedValue> = {};
  for (const { keyword, text, utf8 } of texts.slice(0, MOST_WORDS)) {
    const plain = keyword.replace(/[^\w.-]+/g, '');
    const name = `png:${KEYWORDS.get(plain.toLowerCase()) ?? plain}`;
    const words = utf8 ? new TextDecoder().decode(text) : utf8OrLatin(text);
    properties[name] ??= withoutTrailingNulls(words).trim().slice(0, MOST_TEXT);
  }
  return properties;
}

function commentsOf(file: Uint8Array, comments: readonly Uint8Array[]): Record<string, EmbeddedValue> {
  const words = comments
    .slice(0, MOST_WORDS)
    .map((comment) => withoutTrailingNulls(utf8OrLatin(comment)).trim().slice(0, MOST_TEXT))
    .filter((text) => text !== '');
  if (words.length === 0) return {};
  return { [isGif(file) ? 'gif:Comment' : 'jpeg:Comment']: words };
}

/** What a property holds as XML in a text is made a list: of a property that a field reads nobody wants markup. */
export function withoutMarkup(properties: EmbeddedProperties): EmbeddedProperties {
  const categories = properties['acdsee:categories'];
  if (typeof categories !== 'string') return properties;
  return { ...properties, 'acdsee:categories': acdseeCategories(categories) };
}

/** @returns undefined where a file has no metadata, or is of a kind that has none */
function load(file: ArrayBuffer) {
  try {
    return loadTags(file);
  } catch {
    return undefined;
  }
}

function loadTags(file: ArrayBuffer) {
  // ExifReader's own reading of XMP is not used; an empty document keeps it from doing the work.
  const domParser = { parseFromString: () => new DOMParser().parseFromString('<x/>', 'text/xml') };
  return ExifReader.loadView(new MeteredView(file), { expanded: true, domParser } as { expanded: true });
}

function exifOf(tags: ReturnType<typeof load>): Record<string, EmbeddedValue> {
  const properties: Record<string, EmbeddedValue> = {};
  for (const [name, tag] of Object.entries((tags?.exif ?? {}) as Record<string, Tag>)) {
    if (LEFT_OUT.has(name) || /^undefined-/.test(name)) continue;
    const value = exifValue(name, tag);
    if (value !== undefined && value !== '') properties[`exif:${name.replaceAll(' ', '')}`] = value;
  }
  const { Latitude, Longitude, Altitude } = tags?.gps ?? {};
  if (isDegrees(Latitude, 90) && isDegrees(Longitude, 180)) {
    properties['exif:GPSPosition'] = `${round(Latitude)}, ${round(Longitude)}`;
  }
  if (typeof Altitude === 'number' && Number.isFinite(Altitude)) properties['exif:GPSAltitude'] = Altitude;
  return properties;
}

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Text as it stands in the file, numbers as ExifReader words them ("1/250", "f/5.6"). */
function exifValue(name: string, { value, description }: Tag): EmbeddedValue | undefined {
  if (isBytes(value) && /^XP[A-Z]/.test(name) && name !== 'XPosition') return windowsText(value).slice(0, MOST_TEXT);
  if (isBytes(value) && name === 'UserComment') return userComment(value).slice(0, MOST_TEXT);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return withoutTrailingNulls(recoded(value.join('')))
      .trim()
      .slice(0, MOST_TEXT);
  }
  if (Array.isArray(value) && value.length > MOST_NUMBERS) return undefined;
  if (typeof description !== 'string' && typeof description !== 'number') return undefined;
  return typeof description === 'string' ? description.trim().slice(0, MOST_TEXT) : description;
}

const isBytes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'number' && each >= 0 && each <= 0xff);

/**
 * EXIF 2.32 says ASCII, EXIF 3.0 and everybody says UTF-8: text that was taken byte by byte and is valid UTF-8 is that.
 */
function recoded(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  } catch {
    return text;
  }
}

function iptcOf(tags: ReturnType<typeof load>): Record<string, EmbeddedValue> {
  const datasets: RawDataset[] = [];
  for (const tag of Object.values((tags?.iptc ?? {}) as Record<string, Tag | Tag[]>)) {
    for (const { id, value } of Array.isArray(tag) ? tag : [tag]) {
      if (typeof id === 'number' && Array.isArray(value))
        datasets.push({ id, bytes: Uint8Array.from(value as number[]) });
    }
  }
  return readIptc(datasets);
}

/** The digest that a JPEG states of its IPTC, and what it is: where they differ, IPTC was changed after XMP. */
function digestsOf(file: Uint8Array): Record<string, EmbeddedValue> {
  for (const { marker, contents, end } of jpegSegments(file)) {
    const digests = marker === APP13 ? iptcDigests(file.subarray(contents, end)) : undefined;
    if (!digests) continue;
    return { [STATED_DIGEST]: bytesToHex(digests.stated), [ACTUAL_DIGEST]: bytesToHex(digests.actual) };
  }
  return {};
}
