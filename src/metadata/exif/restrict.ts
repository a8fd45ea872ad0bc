import { mayStay } from '../../domain/disclosure';
import type { ExportProfile } from '../../domain/profile';
import { ASCII, type Entry, type TiffBlock, UNDEFINED } from './block';
import { EXIF_NUMBERS } from './tags';

/** What a value must be like: bytes of any other kind may be anything. */
type Kind = 'text' | 'date' | 'digits' | 'zone' | 'numbers' | 'code';

interface Named {
  name: string;
  kind: Kind;
}

const of = (kind: Kind, tags: Readonly<Record<string, number>>): [number, Named][] =>
  Object.entries(tags).map(([name, tag]) => [tag, { name, kind }]);

/** Tags of the first directory that may stand in an export that is not told everything (EXIF 2.32, §4.6.4). */
const IFD0: ReadonlyMap<number, Named> = new Map([
  ...of('text', {
    ImageDescription: 0x010e,
    Make: 0x010f,
    Model: 0x0110,
    Software: 0x0131,
    Artist: 0x013b,
    Copyright: 0x8298,
  }),
  ...of('date', { DateTime: 0x0132 }),
  ...of('numbers', {
    Orientation: 0x0112,
    XResolution: 0x011a,
    YResolution: 0x011b,
    ResolutionUnit: 0x0128,
    YCbCrPositioning: 0x0213,
    Rating: 0x4746,
    RatingPercent: 0x4749,
  }),
]);

/** Tags of EXIF's own directory (§4.6.5 and 4.6.6). */
const EXIF: ReadonlyMap<number, Named> = new Map([
  ...of('date', { DateTimeOriginal: 0x9003, DateTimeDigitized: 0x9004 }),
  ...of('zone', { OffsetTime: 0x9010, OffsetTimeOriginal: 0x9011, OffsetTimeDigitized: 0x9012 }),
  ...of('digits', { SubSecTime: 0x9290, SubSecTimeOriginal: 0x9291, SubSecTimeDigitized: 0x9292 }),
  ...of('text', {
    CameraOwnerName: 0xa430,
    BodySerialNumber: 0xa431,
    LensMake: 0xa433,
    LensModel: 0xa434,
    LensSerialNumber: 0xa435,
  }),
  ...of('numbers', {
    ...EXIF_NUMBERS,
    ISOSpeedRatings: 0x8827,
    SensitivityType: 0x8830,
    StandardOutputSensitivity: 0x8831,
    RecommendedExposureIndex: 0x8832,
    ISOSpeed: 0x8833,
    Flash: 0x9209,
    LensSpecification: 0xa432,
    Gamma: 0xa500,
  }),
  ...of('code', {
    ExifVersion: 0x9000,
    ComponentsConfiguration: 0x9101,
    FlashpixVersion: 0xa000,
    FileSource: 0xa300,
    SceneType: 0xa301,
  }),
]);

/** No tag has more numbers, and a code four bytes. */
const MOST_NUMBERS = 4;
const MOST_CODE = 4;
const UTF8 = 129;

const COPYRIGHT = 0x8298;
/** What a text must look like to be what its name promises, also where the value itself is impossible ("24:00:00", "+1:00"). */
const LOOKS: Readonly<Partial<Record<Kind, RegExp>>> = {
  date: /^[\d ]{4}[:/.-][\d ]{1,2}[:/.-][\d ]{1,2}(?:[ T][\d ]{1,2}:[\d ]{1,2}(?::[\d ]{1,2}(?:\.\d{1,9})?)?)?(?:Z|[+-]\d\d:?\d\d)?$/,
  digits: /^[\d ]{0,9}$/,
  zone: /^(?:Z|[+-]?[\d ]{1,2}:?[\d ]{2}|[: ]*)$/,
};

/** A block of what may stay: of GPS, makers' notes, comments, thumbnails and directories that are not named, nothing. */
export function restrictedExif(block: TiffBlock, policy: ExportProfile['metadata']): TiffBlock {
  const restricted = (entries: readonly Entry[], known: ReadonlyMap<number, Named>) =>
    entries.flatMap((entry) => {
      const named = known.get(entry.tag);
      if (!named || !mayStay(`exif:${named.name}`, policy)) return [];
      return ofKind(entry, named.kind) ?? [];
    });
  return {
    little: block.little,
    ifd0: restricted(block.ifd0, IFD0),
    exif: restricted(block.exif, EXIF),
    gps: [],
    interop: [],
    makerNoteAt: null,
  };
}

/** An entry where it is of a kind, else null. */
function ofKind(entry: Entry, kind: Kind): Entry | null {
  const { type, count, bytes } = entry;
  switch (kind) {
    case 'code':
      return type === UNDEFINED && bytes.length <= MOST_CODE ? entry : null;
    case 'numbers':
      return type !== ASCII && type !== UTF8 && type !== UNDEFINED && type !== 1 && count <= MOST_NUMBERS
        ? entry
        : null;
    default: {
      if (type !== ASCII && type !== UTF8) return null;
      const text = shown(entry);
      const looks = LOOKS[kind];
      const words = new TextDecoder().decode(text.bytes).replace(/\0.*$/s, '').trim();
      return !looks || looks.test(words) ? text : null;
    }
  }
}

/** What stands behind the end of a text is shown by no program. A copyright has two parts: the photographer's, and the editor's. */
function shown(entry: Entry): Entry {
  const { bytes } = entry;
  let end = bytes.indexOf(0);
  if (entry.tag === COPYRIGHT && end >= 0) end = bytes.indexOf(0, end + 1);
  if (end < 0 || end === bytes.length - 1) return entry;
  const whole = bytes.subarray(0, end + 1);
  return { ...entry, bytes: whole, count: whole.length };
}
