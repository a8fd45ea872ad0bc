import { viewOf } from '../bytes';
import { withoutTrailingNulls } from '../text-end';
import { coordinates } from '../xmp/part';
import { alternative, plain, sequence, structure, type Written } from '../xmp/text';
import { ASCII, type Entry, RATIONAL, type TiffBlock, UNDEFINED } from './block';
import { EXIF_IN_XMP, type Mirrored } from './mirrors';
import { userComment } from './text';

const UTF8 = 129;
const SIGNED_RATIONAL = 10;
/** Parts of a second and zones of the three dates follow one another. */
const [SUB_SECONDS, OFFSETS] = [0x9290, 0x9010] as const;
const GPS = { latitude: 2, longitude: 4, destination: [0x14, 0x16], time: 7, date: 0x1d };

/**
 * What a block of EXIF says, as XMP says it in its own spaces for EXIF (CIPA DC-010-2020, §5 and 6; XMP part 2, §3.3): for files that
 * have no place for the block. What XMP has no property for (a maker's note, a host's name, tables of numbers) is not in it.
 */
export function exifInXmp(block: TiffBlock): Written[] {
  const { little } = block;
  const written = EXIF_IN_XMP.flatMap((mirrored): Written[] => {
    const entry = block[mirrored.directory].find(({ tag }) => tag === mirrored.tag);
    const value = entry && valueIn(entry, mirrored, block);
    return value ? mirrored.properties.map((property) => [property, value] as const) : [];
  });
  return [...written, ...positionsOf(block), ...momentOf(block.gps, little)];
}

function valueIn(entry: Entry, { form, tag }: Mirrored, block: TiffBlock): string | undefined {
  const values = numbersOf(entry, block.little);
  const [first] = values;
  switch (form) {
    case 'text':
      return entry.type === ASCII || entry.type === UTF8 ? written(textOf(entry)) : undefined;
    case 'number':
      return first === undefined ? undefined : plain(first);
    case 'numbers':
      return values.length > 0 ? sequence(values) : undefined;
    case 'version':
      return entry.type === UNDEFINED ? written(textOf(entry)) : undefined;
    case 'code':
      return entry.type === UNDEFINED ? plain(String(entry.bytes[0] ?? 0)) : undefined;
    case 'codes':
      return entry.type === UNDEFINED ? sequence([...entry.bytes.subarray(0, 4)].map(String)) : undefined;
    case 'dotted':
      return plain(values.join('.'));
    case 'comment': {
      const words = userComment([...entry.bytes]);
      return words ? alternative(words) : undefined;
    }
    case 'coded':
      return written(userComment([...entry.bytes]));
    case 'flash':
      return first === undefined ? undefined : flash(Number(first));
    case 'date':
      return dateOf(entry, block, tag);
  }
}

const written = (text: string) => (text ? plain(text) : undefined);
const textOf = ({ bytes }: Entry): string => withoutTrailingNulls(new TextDecoder().decode(bytes)).trim();

/** Numbers as XMP writes them: a rational keeps its two parts (XMP part 1, §8.2.1.4). */
function numbersOf({ type, count, bytes }: Entry, little: boolean): string[] {
  const view = viewOf(bytes);
  const one = (i: number): string | undefined => {
    switch (type) {
      case 1:
        return String(view.getUint8(i));
      case 3:
        return String(view.getUint16(i * 2, little));
      case 4:
        return String(view.getUint32(i * 4, little));
      case 9:
        return String(view.getInt32(i * 4, little));
      case RATIONAL:
        return `${view.getUint32(i * 8, little)}/${view.getUint32(i * 8 + 4, little)}`;
      case SIGNED_RATIONAL:
        return `${view.getInt32(i * 8, little)}/${view.getInt32(i * 8 + 4, little)}`;
      default:
        return undefined;
    }
  };
  return Array.from({ length: Math.min(count, MOST_NUMBERS) }, (_, i) => one(i)).filter((each) => each !== undefined);
}

/** No tag that has a property has more. */
const MOST_NUMBERS = 16;

/** EXIF 2.32, §4.6.5, tag 9209: five facts in the bits of one number. */
function flash(bits: number): string {
  return structure([
    ['exif:Fired', plain(bits & 1 ? 'True' : 'False')],
    ['exif:Return', plain(String((bits >> 1) & 3))],
    ['exif:Mode', plain(String((bits >> 3) & 3))],
    ['exif:Function', plain(bits & 0x20 ? 'True' : 'False')],
    ['exif:RedEyeMode', plain(bits & 0x40 ? 'True' : 'False')],
  ]);
}

/** Where the parts of a second and the zone of a date stand that has tags 0132, 9003 or 9004. */
const PARTS_OF_DATE: Readonly<Record<number, number>> = { 306: 0, 36867: 1, 36868: 2 };

/** A date as XMP writes it, with the parts of its second and its zone; impossible ones stay as they are. */
function dateOf(entry: Entry, { exif }: TiffBlock, tag: number): string | undefined {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(textOf(entry)) ?? [];
  if (!year) return undefined;
  const part = PARTS_OF_DATE[tag] ?? 0;
  const says = (wanted: number) => {
    const found = exif.find((each) => each.tag === wanted);
    return found ? textOf(found) : '';
  };
  const subSeconds = /^\d{1,9}$/.exec(says(SUB_SECONDS + part))?.[0];
  const zone = /^(?:Z|[+-]\d\d:\d\d)$/.exec(says(OFFSETS + part))?.[0] ?? '';
  return plain(`${year}-${month}-${day}T${time}${subSeconds ? `.${subSeconds}` : ''}${zone}`);
}

/** XMP says a latitude with its side in one. */
function positionsOf({ gps, little }: TiffBlock): Written[] {
  const pairs = [
    ['GPS', GPS.latitude, GPS.longitude],
    ['GPSDest', ...GPS.destination],
  ] as const;
  return pairs.flatMap(([name, latitudeTag = 0, longitudeTag = 0]): Written[] => {
    const [latitude, longitude] = [latitudeTag, longitudeTag].map((tag) => degreesOf(gps, tag, little));
    const position = coordinates(`${latitude}, ${longitude}`);
    if (!position) return [];
    return [
      [`exif:${name}Latitude`, plain(position.latitude)],
      [`exif:${name}Longitude`, plain(position.longitude)],
    ];
  });
}

function degreesOf(gps: readonly Entry[], tag: number, little: boolean): number {
  const [entry, side] = [tag, tag - 1].map((each) => gps.find((found) => found.tag === each));
  if (!entry || !side) return Number.NaN;
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = numbersOf(entry, little).map(quotient);
  const size = degrees + minutes / 60 + seconds / 3600;
  return /^[SW]/.test(textOf(side)) ? -size : size;
}

/** A part that is not there is written 0/0 or 0/1. */
function quotient(rational: string): number {
  const [above = 0, below = 1] = rational.split('/').map(Number);
  return below === 0 ? (above === 0 ? 0 : Number.NaN) : above / below;
}

/** The satellites' time, which XMP wants with its date. */
function momentOf(gps: readonly Entry[], little: boolean): Written[] {
  const [time, date] = [GPS.time, GPS.date].map((tag) => gps.find((each) => each.tag === tag));
  const [, year, month, day] = /^(\d{4}):(\d\d):(\d\d)$/.exec(date ? textOf(date) : '') ?? [];
  const parts = time ? numbersOf(time, little).map(quotient) : [];
  if (!year || parts.length !== 3 || parts.some((part) => !Number.isFinite(part))) return [];
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const [hours = 0, minutes = 0, seconds = 0] = parts;
  const rest = (seconds % 1)
    .toFixed(3)
    .replace(/^1\.000/, '0')
    .slice(1)
    .replace(/\.?0+$/, '');
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds)}${rest}`;
  return [['exif:GPSTimeStamp', plain(`${year}-${month}-${day}T${clock}Z`)]];
}
