/**
 * Dates as far as they are known: "1923", "1923-05", "1923-05-08", or with a time "2024-02-29T23:59:59+05:45"
 * (ISO 8601; EDTF level 0 without times beyond it).
 */
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/;
/** EXIF 2.32, §4.6.5: "2024:02:29 23:59:59". */
const EXIF = /^(\d{4}):(\d\d):(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/;
/** IPTC-IIM 4.2, 2:55: "20240229"; month and day may be 00 where they are not known. */
const IIM = /^(\d{4})(\d\d)(\d\d)$/;

/** A date in the form above. @returns undefined where it is none: there is no 30 February */
export function parseDate(text: string): string | undefined {
  const trimmed = text.trim();
  const iim = IIM.exec(trimmed);
  if (iim) return parseIso([iim[1], iim[2], iim[3]].filter((part) => part && !/^0+$/.test(part)).join('-'));
  const exif = EXIF.exec(trimmed);
  if (exif) return parseIso(`${exif[1]}-${exif[2]}-${exif[3]}${exif[4] ? `T${exif[4]}${exif[5] ?? ''}` : ''}`);
  return parseIso(trimmed);
}

function parseIso(text: string): string | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  if (!year || year === '0000') return undefined;
  if (!month) return year;
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (!day) return `${year}-${month}`;
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return undefined;
  const date = `${year}-${month}-${day}`;
  if (!hour || !minute) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  if (zone && zone !== 'Z' && !isZone(zone)) return undefined;
  const offset = zone && zone !== 'Z' ? zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2') : (zone ?? '');
  return `${date}T${hour}:${minute}${second ? `:${second}` : ''}${offset}`;
}

/** Zones lie between −12:00 and +14:00 (IANA); what is beyond is an error. */
function isZone(zone: string): boolean {
  const [, hours, minutes] = /^[+-](\d\d):?(\d\d)$/.exec(zone) ?? [];
  return Number(hours) * 60 + Number(minutes) <= 14 * 60 && Number(minutes) < 60;
}
