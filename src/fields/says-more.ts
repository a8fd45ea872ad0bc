import type { FieldValue } from '../domain/field';
import type { Saying } from './belief';

/** Bytes that IPTC-IIM 4.2 has room for: what is as long may be cut off. */
const ROOM: Readonly<Record<string, number>> = {
  'iptc:ObjectName': 64,
  'iptc:Keywords': 64,
  'iptc:SpecialInstructions': 256,
  'iptc:By-line': 32,
  'iptc:By-lineTitle': 32,
  'iptc:City': 32,
  'iptc:Sub-location': 32,
  'iptc:Province-State': 32,
  'iptc:Country-PrimaryLocationName': 64,
  'iptc:OriginalTransmissionReference': 32,
  'iptc:Headline': 256,
  'iptc:Credit': 32,
  'iptc:Source': 32,
  'iptc:CopyrightNotice': 128,
  'iptc:Caption-Abstract': 2000,
};
/** A letter of up to four bytes may have been left out whole. */
const LARGEST_LETTER = 4;

/**
 * Whether one that is less believed says the same, and more: EXIF's plain ASCII gives way to the same with accents, where a
 * letter that it cannot hold was left out or became "?"; and IPTC-IIM that was cut off to the whole of it.
 */
export function saysMore(other: Saying, first: Saying): boolean {
  const [short, long] = [textOf(first.value), textOf(other.value)];
  if (short === long) return false;
  if (first.source === 'exif') return fold(long).startsWith(fold(short)) || fits(short, long);
  return isCut(first) && long.startsWith(short);
}

const textOf = (value: FieldValue) => (Array.isArray(value) ? value.join(' ') : String(value));

function isCut({ property, value }: Saying): boolean {
  const room = ROOM[property];
  if (room === undefined) return false;
  const items = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  const encoder = new TextEncoder();
  return items.some((item) => item.length >= room || encoder.encode(item).length > room - LARGEST_LETTER);
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whether a text is another in which "?" stands for what ASCII has not. */
function fits(lossy: string, whole: string): boolean {
  if (!lossy.includes('?') || lossy.length !== whole.length) return false;
  return [...lossy].every((char, i) => char === whole[i] || (char === '?' && (whole[i] ?? '') > '\x7f'));
}
