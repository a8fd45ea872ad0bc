import type { ExportProfile } from '../../domain/profile';
import { FORMATS } from '../../formats';
import type { Output } from '../../metadata/output';

/** Written where the original states none: a JPEG must say something, and programs take this for "not known". */
const USUAL_DPI = 72;

/** What is known of an original: its upright size, how it was turned, what density it states. */
export interface Measured {
  width: number;
  height: number;
  orientation: number;
  dpi: number | null;
}

/** What is known of the picture that an export holds. */
export function outputOf(
  { format, colour, dpi }: ExportProfile,
  original: Measured,
  made: { width: number; height: number },
): Output {
  const { width, height, orientation } = original;
  return {
    container: FORMATS[format].container,
    mime: FORMATS[format].mime,
    width: made.width,
    height: made.height,
    dpi: dpi ?? original.dpi ?? USUAL_DPI,
    stored: orientation >= 5 ? { width: height, height: width } : { width, height },
    orientation,
    colours: colour.space === 'own' ? null : colour.space === 'srgb' ? 'srgb' : 'other',
  };
}
