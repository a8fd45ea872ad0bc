import { fourCC, joined, latin, uint32, viewOf } from '../bytes';
import { profileDescription } from './read';

/** ICC.1:2022, §7: a header, a table of tags, and what they point to. */
const HEADER_BYTES = 128;
const ENTRY_BYTES = 12;
const MOST_TAGS = 200;

/** Tags that make the colours (§9.2); all others are words, of the profile's maker or of whoever measured a screen. */
const COLOURS: ReadonlySet<string> = new Set([
  ...['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'wtpt', 'bkpt', 'chad', 'cicp', 'gamt', 'lumi'],
  ...[
    'A2B0',
    'A2B1',
    'A2B2',
    'A2M0',
    'B2A0',
    'B2A1',
    'B2A2',
    'B2D0',
    'B2D1',
    'B2D2',
    'B2D3',
    'D2B0',
    'D2B1',
    'D2B2',
    'D2B3',
  ],
]);

/** Profiles that everybody has: their names name nobody. What follows a known name is not taken over. */
const KNOWN_NAMES = [
  ...[
    'sRGB IEC61966-2.1',
    'sRGB built-in',
    'sRGB',
    'sP3C',
    'Display P3',
    'Adobe RGB (1998)',
    'ProPhoto RGB',
    'ROMM RGB',
  ],
  ...['eciRGB v2', 'Rec. ITU-R BT.709-5', 'Rec. ITU-R BT.2020-1', 'Rec2020', 'P3', 'Apple RGB', 'ColorMatch RGB'],
  ...['Generic Gray Gamma 2.2 Profile', 'Gray Gamma 2.2', 'Dot Gain 20%', 'Dot Gain 15%'],
  ...['U.S. Web Coated (SWOP) v2', 'Coated FOGRA39 (ISO 12647-2:2004)', 'Coated FOGRA27 (ISO 12647-2:2004)'],
  ...['ISO Coated v2 (ECI)', 'ISO Coated v2 300% (ECI)', 'PSO Coated v3', 'PSO Uncoated v3 (FOGRA52)'],
  ...['Japan Color 2001 Coated', 'Chemical proof', 'CMYK built-in'],
];
const SPACES: Readonly<Record<string, string>> = { 'RGB ': 'RGB', GRAY: 'Grey', CMYK: 'CMYK', 'Lab ': 'Lab' };
const NO_RIGHTS = 'No copyright, use freely';

/** Header fields that tell of a maker, a device or a day: preferred engine, date, platform, device, creator, the id (§7.2). */
const TELLING = [
  [4, 8],
  [24, 36],
  [40, 44],
  [48, 56],
  [80, 128],
] as const;

/**
 * The same colours in a profile of no words: its curves, tables and primaries as they are, a name that is everybody's, and no
 * owner.
 * @returns null where it cannot be read
 */
export function neutralProfile(profile: Uint8Array): Uint8Array | null {
  if (profile.length < HEADER_BYTES + 4) return null;
  const view = viewOf(profile);
  const count = view.getUint32(HEADER_BYTES);
  if (count > MOST_TAGS || HEADER_BYTES + 4 + count * ENTRY_BYTES > profile.length) return null;
  const version = view.getUint8(8);
  const tags: { name: string; at: number; bytes: Uint8Array }[] = [];
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + 4 + i * ENTRY_BYTES;
    const [name, at, length] = [fourCC(profile, entry), view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (!COLOURS.has(name)) continue;
    if (at + length > profile.length) return null;
    tags.push({ name, at, bytes: profile.subarray(at, at + length) });
  }
  const text = version >= 4 ? localised : described;
  const words = [
    { name: 'desc', at: -1, bytes: text(nameOf(profile)) },
    { name: 'cprt', at: -2, bytes: version >= 4 ? localised(NO_RIGHTS) : plain(NO_RIGHTS) },
  ];
  return assembled(headerOf(profile), [...words, ...tags]);
}

function nameOf(profile: Uint8Array): string {
  const own = profileDescription(profile) ?? '';
  const known =
    KNOWN_NAMES.find((name) => name === own) ?? KNOWN_NAMES.find((name) => name.length > 4 && own.startsWith(name));
  return known ?? `${SPACES[fourCC(profile, 16)] ?? 'Colour'} profile`;
}

function headerOf(profile: Uint8Array): Uint8Array {
  const header = profile.slice(0, HEADER_BYTES);
  for (const [from, to] of TELLING) header.fill(0, from, to);
  // A date must be one (§7.2.8): the standard's own.
  header.set([0x07, 0xe6, 0, 1, 0, 1], 24);
  return header;
}

/** What several tags share is written once, as it was. */
function assembled(header: Uint8Array, tags: readonly { name: string; at: number; bytes: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const places = new Map<number, number>();
  let at = HEADER_BYTES + 4 + tags.length * ENTRY_BYTES;
  const table = tags.map(({ name, at: before, bytes }) => {
    let place = places.get(before);
    if (place === undefined) {
      place = at;
      places.set(before, place);
      const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
      padded.set(bytes);
      parts.push(padded);
      at += padded.length;
    }
    return joined([latin(name), uint32(place), uint32(bytes.length)]);
  });
  const whole = joined([header, uint32(tags.length), ...table, ...parts]);
  whole.set(uint32(whole.length), 0);
  return whole;
}

/** §10.15, one text in English. */
function localised(text: string): Uint8Array {
  const letters = [...text].flatMap((letter) => [0, letter.charCodeAt(0)]);
  return joined([
    latin('mluc'),
    uint32(0),
    uint32(1),
    uint32(12),
    latin('enUS'),
    uint32(letters.length),
    uint32(28),
    letters,
  ]);
}

/** ICC.1:2001, §6.5.17: in ASCII, with room for a Unicode and a Macintosh form that are empty. */
function described(text: string): Uint8Array {
  return joined([latin('desc'), uint32(0), uint32(text.length + 1), latin(`${text}\0`), new Uint8Array(8 + 3 + 67)]);
}

const plain = (text: string) => joined([latin('text'), uint32(0), latin(`${text}\0`)]);
