import { parseDate } from '../domain/partial-date';
import { type Statement, toWrite } from '../domain/statement';

/** A tag of EXIF as libvips writes it ("exif-ifd0-Artist") and as TIFF numbers it. */
export interface ExifTag {
  /** 0 the picture's own directory, 2 EXIF's, 3 GPS'. */
  ifd: 0 | 2 | 3;
  name: string;
  tag: number;
  /** Text, or degrees, minutes and hundredths of seconds as fractions; null takes the tag away. */
  value: string | readonly (readonly [number, number])[] | null;
}

const TEXTS: Record<string, number> = { ImageDescription: 0x010e, Artist: 0x013b, Copyright: 0x8298 };

/** What a statement says in EXIF (EXIF 2.32, tables 4, 8 and 15). */
export function exifTags(statement: Statement): ExifTag[] {
  const tags: ExifTag[] = [];
  const stated = toWrite(statement);
  for (const [name, tag] of Object.entries(TEXTS)) {
    const value = stated[`exif:${name}`];
    // Several artists are joined by semicolons.
    if (value !== undefined)
      tags.push({ ifd: 0, name, tag, value: Array.isArray(value) ? value.join('; ') : (value as string | null) });
  }
  const date = stated['exif:DateTimeOriginal'];
  if (date !== undefined) tags.push(...dateTags(typeof date === 'string' ? date : null));
  const position = stated['exif:GPSPosition'];
  if (position !== undefined) tags.push(...positionTags(typeof position === 'string' ? position : null));
  return tags;
}

/** EXIF has no partial dates: where the day is not known, XMP alone says what is known. */
function dateTags(text: string | null): ExifTag[] {
  const [, date, time = '00:00:00', zone] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(parseDate(text ?? '') ?? '') ?? [];
  const full = time.length === 5 ? `${time}:00` : time;
  const offset = zone === 'Z' ? '+00:00' : (zone ?? null);
  return [
    { ifd: 2, name: 'DateTimeOriginal', tag: 0x9003, value: date ? `${date.replaceAll('-', ':')} ${full}` : null },
    { ifd: 2, name: 'OffsetTimeOriginal', tag: 0x9011, value: date ? offset : null },
  ];
}

function positionTags(text: string | null): ExifTag[] {
  const [latitude, longitude] = (text ?? '').split(',').map(Number);
  const known =
    latitude !== undefined && longitude !== undefined && !Number.isNaN(latitude) && !Number.isNaN(longitude);
  return [
    { ifd: 3, name: 'GPSLatitudeRef', tag: 1, value: known ? (latitude < 0 ? 'S' : 'N') : null },
    { ifd: 3, name: 'GPSLatitude', tag: 2, value: known ? degrees(latitude) : null },
    { ifd: 3, name: 'GPSLongitudeRef', tag: 3, value: known ? (longitude < 0 ? 'W' : 'E') : null },
    { ifd: 3, name: 'GPSLongitude', tag: 4, value: known ? degrees(longitude) : null },
  ];
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
