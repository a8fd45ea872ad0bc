import { bytesToHex } from '@noble/hashes/utils.js';
import { DOMParser } from '@xmldom/xmldom';
import ExifReader from 'exifreader';
import { ACTUAL_DIGEST, type EmbeddedProperties, type EmbeddedValue, STATED_DIGEST } from '../domain/embedded';
import type { RawDataset } from './iim';
import { readIptc } from './iptc';
import { APP13, jpegSegments } from './jpeg-segments';
import { jpegPackets } from './jpeg-xmp';
import { jxlPackets } from './jxl-xmp';
import { MeteredView } from './metered-view';
import { iptcDigests } from './photoshop';
import { pngPackets } from './png-xmp';
import { withoutTrailingNulls } from './text-end';
import { readXmp } from './xmp';

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
 * All that a picture's file says of itself, by property: "dc:title", "iptc:Keywords", "exif:Artist". What cannot be read
 * is left out; nothing is thrown.
 * @param file the whole file
 */
export async function readEmbedded(file: ArrayBuffer): Promise<EmbeddedProperties> {
  const properties: Record<string, EmbeddedValue> = {};
  let tags: ReturnType<typeof load> | undefined;
  try {
    tags = load(file);
  } catch {
    // A file without metadata, or of a kind that has none.
  }
  const bytes = new Uint8Array(file);
  Object.assign(properties, exifOf(tags), iptcOf(tags), digestsOf(bytes));
  const own: (Uint8Array | string)[] = [...jpegPackets(file), ...pngPackets(bytes), ...(await jxlPackets(bytes))];
  // In other kinds of files the packet is where ExifReader finds it.
  if (own.length === 0 && tags?.xmp && '_raw' in tags.xmp) own.push(String(tags.xmp._raw));
  // Of several packets the first that says a property is heard.
  for (const packet of own.reverse()) Object.assign(properties, readXmp(packet));
  return properties;
}

function load(file: ArrayBuffer) {
  // ExifReader's own reading of XMP is not used; an empty document keeps it from doing the work.
  const domParser = { parseFromString: () => new DOMParser().parseFromString('<x/>', 'text/xml') };
  return ExifReader.loadView(new MeteredView(file), { expanded: true, domParser } as { expanded: true });
}

function exifOf(tags: ReturnType<typeof load> | undefined): Record<string, EmbeddedValue> {
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
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return withoutTrailingNulls(recoded(value.join('')))
      .trim()
      .slice(0, MOST_TEXT);
  }
  if (Array.isArray(value) && value.length > MOST_NUMBERS && name !== 'UserComment') return undefined;
  if (typeof description !== 'string' && typeof description !== 'number') return undefined;
  return typeof description === 'string' ? description.trim().slice(0, MOST_TEXT) : description;
}

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

function iptcOf(tags: ReturnType<typeof load> | undefined): Record<string, EmbeddedValue> {
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
