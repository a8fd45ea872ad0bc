import { BESIDE, type BesideSource } from '../domain/embedded';
import type { FieldTypeId } from '../domain/field';

/** Who says a property: a part of the file, or something that came beside it. */
export type Source = BesideSource | 'xmp' | 'iptc' | 'exif' | 'png' | 'gif' | 'jpeg' | 'svg';

/** What people call them; after "from". */
export const SOURCE_LABELS: Readonly<Record<Source, string>> = {
  share: 'the share',
  sidecar: 'the sidecar',
  takeout: 'Google Takeout',
  xmp: 'XMP',
  iptc: 'IPTC',
  exif: 'EXIF',
  png: 'PNG text',
  gif: 'the GIF comment',
  jpeg: 'the JPEG comment',
  svg: 'SVG',
};

const BY_PREFIX: Readonly<Record<string, Source>> = {
  exif: 'exif',
  iptc: 'iptc',
  png: 'png',
  gif: 'gif',
  jpeg: 'jpeg',
  svg: 'svg',
};

/** Which part of a file says a property. Whatever has another prefix is XMP's. */
export function sourceOf(property: string): Source {
  return BY_PREFIX[property.slice(0, property.indexOf(':'))] ?? 'xmp';
}

/**
 * Who is believed of what people write: somebody wrote the sidecar after the file was made, XMP and IPTC with a program, and
 * EXIF may be what the camera puts there. Where a file's IPTC digest says that IPTC was changed last, it goes before XMP.
 */
const WRITTEN: readonly Source[] = [...BESIDE, 'xmp', 'iptc', 'exif', 'svg', 'png', 'gif', 'jpeg'];

/** What is measured: EXIF has it from the instrument, all else has copied it (MWG guidelines 2.0, §5: the field's order). */
const MEASURED: ReadonlySet<FieldTypeId> = new Set(['date', 'place', 'number', 'rating', 'boolean']);

/**
 * The order in which sources of a field are believed: a number for each, lower first; equal ones go by the order of the
 * field's properties.
 */
export function rankOf(source: Source, type: FieldTypeId, iptcChangedLast: boolean): number {
  const besides = BESIDE.indexOf(source as BesideSource);
  if (besides >= 0) return besides;
  if (source === 'iptc' && iptcChangedLast) return BESIDE.length;
  if (MEASURED.has(type)) return BESIDE.length + 1;
  return WRITTEN.indexOf(source) + 1;
}
