import type Vips from 'wasm-vips';
import { type Facts, NO_FACTS } from '../../domain/asset';
import { profileDescription } from '../../metadata/icc/read';

/** libvips gives one pixel a millimetre where a file states no resolution. */
const UNSTATED_RESOLUTION = 1;
const MILLIMETRES_PER_INCH = 25.4;

/**
 * What a picture's header says.
 * @param image freshly opened, not yet rotated
 */
export function readFacts(image: Vips.Image): Facts {
  const orientation = numberOf(image, 'orientation') ?? 1;
  const turned = orientation >= 5 && orientation <= 8;
  const pages = numberOf(image, 'n-pages') ?? 1;
  const height = image.pageHeight || image.height;
  const stated = Math.abs(image.xres - UNSTATED_RESOLUTION) > 1e-6;
  return {
    ...NO_FACTS,
    width: turned ? height : image.width,
    height: turned ? image.width : height,
    dpi: stated ? Math.round(image.xres * MILLIMETRES_PER_INCH * 100) / 100 : null,
    icc: has(image, 'icc-profile-data') ? profileDescription(image.getBlob('icc-profile-data')) : null,
    orientation,
    capturedAt: capturedAt(image),
    camera: camera(image),
    hasLocation: exifHasLocation(image) || xmpHasLocation(image),
    hasAlpha: image.hasAlpha(),
    pages,
  };
}

export function has(image: Vips.Image, field: string): boolean {
  return image.getTypeof(field) !== 0;
}

function numberOf(image: Vips.Image, field: string): number | null {
  return has(image, field) ? image.getInt(field) : null;
}

/** libvips prints an EXIF value as "value (value, type, n components, n bytes)". */
function exifText(image: Vips.Image, field: string): string | null {
  if (!has(image, field)) return null;
  const printed = image.getString(field);
  const end = printed.lastIndexOf(' (');
  return (end < 0 ? printed : printed.slice(0, end)).trim() || null;
}

/** EXIF 2.32, §4.6.5: "YYYY:MM:DD HH:MM:SS", blanks where unknown. Dates that are none give null. */
function capturedAt(image: Vips.Image): string | null {
  for (const field of ['exif-ifd2-DateTimeOriginal', 'exif-ifd2-DateTimeDigitized']) {
    const match = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(exifText(image, field) ?? '');
    if (!match) continue;
    const [, year, month, day, hour, minute, second] = match;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    const parsed = new Date(`${iso}Z`);
    if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso)) return iso;
  }
  return null;
}

function camera(image: Vips.Image): string | null {
  const make = exifText(image, 'exif-ifd0-Make');
  const model = exifText(image, 'exif-ifd0-Model');
  if (!make || !model) return model ?? make;
  const brand = make.split(/\s+/)[0] ?? make;
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${make} ${model}`;
}

/** Whether latitude or longitude are other than 0: receivers without a fix state 0, 0, which is no place. */
function exifHasLocation(image: Vips.Image): boolean {
  return ['exif-ifd3-GPSLatitude', 'exif-ifd3-GPSLongitude'].some((field) =>
    /(?:^| )0*[1-9]/.test(exifText(image, field) ?? ''),
  );
}

/** Bytes are enough to know that a location is there; reading its value is the metadata reader's work. */
function xmpHasLocation(image: Vips.Image): boolean {
  if (!has(image, 'xmp-data')) return false;
  const packet = new TextDecoder().decode(image.getBlob('xmp-data').slice());
  const stated = packet.matchAll(/GPSL(?:at|ong)itude\s{0,9}(?:=\s{0,9}["']|>)([^"'<]{0,40})/g);
  return [...stated].some(([, value]) => /[1-9]/.test(value ?? ''));
}
