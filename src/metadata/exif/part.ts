import type { Stated } from '../../domain/statement';
import { parseDate } from '../../text/partial-date';
import { latin } from '../bytes';
import { withoutTrailingNulls } from '../text-end';
import { type Entry, entryMaker, removeEntry, replaceEntry, type TiffBlock, UNDEFINED } from './block';

type Directory = 'ifd0' | 'exif' | 'gps';

/** How a tag of EXIF holds words (EXIF 2.32, §4.6; Windows' tags are UTF-16). */
type Form = 'text' | 'utf-16' | 'comment' | 'number';

interface WordTag {
  directory: Directory;
  tag: number;
  form: Form;
}

/** The tags that hold what people say, by the names under which fields and synonyms know them. */
const WORD_TAGS: Readonly<Record<string, WordTag>> = {
  DocumentName: { directory: 'ifd0', tag: 0x010d, form: 'text' },
  ImageDescription: { directory: 'ifd0', tag: 0x010e, form: 'text' },
  Artist: { directory: 'ifd0', tag: 0x013b, form: 'text' },
  Copyright: { directory: 'ifd0', tag: 0x8298, form: 'text' },
  Rating: { directory: 'ifd0', tag: 0x4746, form: 'number' },
  RatingPercent: { directory: 'ifd0', tag: 0x4749, form: 'number' },
  XPTitle: { directory: 'ifd0', tag: 0x9c9b, form: 'utf-16' },
  XPComment: { directory: 'ifd0', tag: 0x9c9c, form: 'utf-16' },
  XPAuthor: { directory: 'ifd0', tag: 0x9c9d, form: 'utf-16' },
  XPKeywords: { directory: 'ifd0', tag: 0x9c9e, form: 'utf-16' },
  XPSubject: { directory: 'ifd0', tag: 0x9c9f, form: 'utf-16' },
  UserComment: { directory: 'exif', tag: 0x9286, form: 'comment' },
};

const DATE = { original: 0x9003, offset: 0x9011, subSeconds: 0x9291 };
const GPS = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 };
/** Of the GPS directory only its version and the time of the satellites are no place. */
const GPS_STAYS: ReadonlySet<number> = new Set([0x00, 0x07, 0x1d]);
const BYTE = 1;
/** EXIF 2.32, table 9: which characters a comment is in stands in its first eight bytes. */
const UNICODE = latin('UNICODE\0');
const JIS = 'JIS';

/** What a tag says in words; undefined where it is not there or is no words. */
export function exifWords(block: TiffBlock, name: string): string | undefined {
  const tag = WORD_TAGS[name];
  const entry = tag && entryOf(block, tag);
  if (!tag || !entry) return undefined;
  switch (tag.form) {
    case 'text':
      return trimmed(new TextDecoder().decode(entry.bytes));
    case 'utf-16':
      return trimmed(new TextDecoder('utf-16le').decode(entry.bytes));
    case 'comment':
      return commentOf(entry.bytes, block.little);
    case 'number':
      return String((entry.bytes[block.little ? 0 : 1] ?? 0) + 256 * (entry.bytes[block.little ? 1 : 0] ?? 0));
  }
}

const trimmed = (text: string) => withoutTrailingNulls(text).trim();

function commentOf(bytes: Uint8Array, little: boolean): string | undefined {
  const charset = withoutTrailingNulls(String.fromCharCode(...bytes.subarray(0, 8)));
  const text = bytes.subarray(8);
  if (charset === JIS) return undefined;
  return trimmed(new TextDecoder(charset === 'UNICODE' ? (little ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(text));
}

function entryOf(block: TiffBlock, { directory, tag }: WordTag): Entry | undefined {
  return block[directory].find((entry) => entry.tag === tag);
}

/** Whether a block says a property at all, readable or not. */
export function saysExif(block: TiffBlock, name: string): boolean {
  if (name === 'DateTimeOriginal') return block.exif.some(({ tag }) => tag === DATE.original);
  if (name === 'GPSPosition') return block.gps.some(({ tag }) => tag === GPS.latitude);
  const tag = WORD_TAGS[name];
  return tag !== undefined && entryOf(block, tag) !== undefined;
}

/** Names that `setExif` can write. */
export const isExifName = (name: string): boolean =>
  name in WORD_TAGS || name === 'DateTimeOriginal' || name === 'GPSPosition';

/** Writes what a property says; null takes it out. */
export function setExif(block: TiffBlock, name: string, value: Stated | null): void {
  const text = value === null ? null : typeof value === 'string' ? value : value.join('; ');
  if (name === 'DateTimeOriginal') setDate(block, text);
  else if (name === 'GPSPosition') setPosition(block, text);
  else {
    const tag = WORD_TAGS[name];
    if (!tag) return;
    if (text === null) removeEntry(block[tag.directory], tag.tag);
    else replaceEntry(block[tag.directory], wordEntry(tag, text, block.little));
  }
}

function wordEntry({ tag, form }: WordTag, text: string, little: boolean): Entry {
  const make = entryMaker(little);
  switch (form) {
    case 'text':
      return make.text(tag, text);
    case 'utf-16':
      return make.raw(tag, BYTE, utf16(`${text}\0`, true));
    case 'comment': {
      const words = utf16(text, little);
      const bytes = new Uint8Array(UNICODE.length + words.length);
      bytes.set(UNICODE);
      bytes.set(words, UNICODE.length);
      return make.raw(tag, UNDEFINED, bytes);
    }
    case 'number':
      return make.short(tag, Math.min(0xffff, Math.max(0, Math.round(Number(text)) || 0)));
  }
}

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return bytes;
}

/** EXIF has no partial dates: where the day is not known, XMP alone says what is known. */
function setDate(block: TiffBlock, text: string | null): void {
  const [, date, time = '00:00:00', zone] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(parseDate(text ?? '') ?? '') ?? [];
  for (const tag of Object.values(DATE)) removeEntry(block.exif, tag);
  if (!date) return;
  const make = entryMaker(block.little);
  const full = time.length === 5 ? `${time}:00` : time;
  block.exif.push(make.text(DATE.original, `${date.replaceAll('-', ':')} ${full}`));
  if (zone) block.exif.push(make.text(DATE.offset, zone === 'Z' ? '+00:00' : zone));
}

/** A place that was changed takes with it all that the receiver said: altitude, direction, destination, area. */
function setPosition(block: TiffBlock, text: string | null): void {
  const [latitude = Number.NaN, longitude = Number.NaN] = (text ?? '').split(',').map(Number);
  block.gps = block.gps.filter(({ tag }) => GPS_STAYS.has(tag));
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) {
    // A version alone says nothing.
    if (block.gps.every(({ tag }) => tag === 0)) block.gps = [];
    return;
  }
  const make = entryMaker(block.little);
  block.gps.push(
    make.text(GPS.latitudeRef, latitude < 0 ? 'S' : 'N'),
    make.rational(GPS.latitude, degrees(latitude)),
    make.text(GPS.longitudeRef, longitude < 0 ? 'W' : 'E'),
    make.rational(GPS.longitude, degrees(longitude)),
  );
}

/** Seconds to a ten-thousandth: three millimetres. */
const SECOND_PARTS = 10_000;

function degrees(value: number): [number, number][] {
  let rest = Math.round(Math.abs(value) * 3600 * SECOND_PARTS);
  const whole = Math.floor(rest / (3600 * SECOND_PARTS));
  rest -= whole * 3600 * SECOND_PARTS;
  const minutes = Math.floor(rest / (60 * SECOND_PARTS));
  rest -= minutes * 60 * SECOND_PARTS;
  return [
    [whole, 1],
    [minutes, 1],
    [rest, SECOND_PARTS],
  ];
}
