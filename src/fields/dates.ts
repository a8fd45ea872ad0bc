import type { EmbeddedProperties } from '../domain/embedded';
import type { FieldValue } from '../domain/field';
import type { Saying } from './belief';

/**
 * A date with the time and the zone that stand in datasets or tags of their own. A zone, or a time, that is none is left
 * out: the date beside it is still one.
 */
export function dateText(
  properties: EmbeddedProperties,
  property: string,
  text: string,
  parse: (text: string) => FieldValue | undefined,
): FieldValue | undefined {
  for (const each of wordings(properties, property, text)) {
    const value = parse(each);
    if (value !== undefined) return value;
  }
  return undefined;
}

function wordings(properties: EmbeddedProperties, property: string, text: string): string[] {
  const of = (name: string) => String(properties[name] ?? '').trim();
  if (property === 'exif:DateTimeOriginal') {
    const zone = of('exif:OffsetTimeOriginal');
    return zone ? [`${text}${zone}`, text] : [text];
  }
  if (property === 'iptc:DateCreated') {
    const [, hours, minutes, seconds, zone = ''] =
      /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(of('iptc:TimeCreated')) ?? [];
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
    const time = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
    return year && hours ? [`${time}${zone}`, time, text] : [text];
  }
  if (property === 'png:CreationTime') return [text, isoOf(text)];
  return [text];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** PNG 3rd edition, §11.3.3.1 wants the form of mails (RFC 5322, §3.3): "Mon, 15 Jan 2024 10:00:00 +0100". */
function isoOf(text: string): string {
  const [, day = '', month = '', year, time = '', zone = ''] =
    /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d(?::\d\d)?)(?: ([+-]\d{4}|GMT|UTC|Z))?$/.exec(
      text,
    ) ?? [];
  if (!year) return text;
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  return `${year}-${number}-${day.padStart(2, '0')}T${time}${/^[GUZ]/.test(zone) ? 'Z' : zone}`;
}

const LOCAL = 'YYYY-MM-DDTHH:MM:SS'.length;

/**
 * Of those that say the same local time one with its zone says more; but not IPTC, which has to state one, and states +0000 where
 * nobody knows it.
 */
export function withKnownZone(believed: Saying, sayings: readonly Saying[]): Saying {
  const first = believed.source === 'takeout' ? sameMoment(believed, sayings) : believed;
  const value = String(first.value);
  if (value.length !== LOCAL) return first;
  for (const other of sayings) {
    const [, local, zone = ''] = /^(.{16,19})(Z|[+-]\d\d:\d\d)$/.exec(String(other.value)) ?? [];
    if (!local || other.source === 'iptc' || !value.startsWith(local)) continue;
    // XMP may leave the seconds out.
    return local.length === LOCAL ? other : { ...first, value: value + zone };
  }
  return first;
}

const QUARTER_HOUR = 15 * 60 * 1000;
/** Zones lie between −12:00 and +14:00. */
const MOST_ZONE = 14 * 60 * 60 * 1000;

/** Google gives the moment in UTC: the file's own date, where it may be the same moment, has the clock on the wall. */
function sameMoment(takeout: Saying, sayings: readonly Saying[]): Saying {
  const moment = Date.parse(String(takeout.value));
  const own = sayings.find(({ source, value }) => {
    if (source === 'takeout' || String(value).length < LOCAL) return false;
    const apart = Math.abs(Date.parse(`${String(value).slice(0, LOCAL)}Z`) - moment);
    return apart <= MOST_ZONE && apart % QUARTER_HOUR === 0;
  });
  return own ?? takeout;
}
