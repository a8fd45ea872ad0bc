import { type Statement, said } from '../../domain/statement';
import { type Parts, say } from '../parts';
import { serialisePacket } from './packet';
import { allPlaces, coordinates } from './part';

/**
 * A packet that says what a statement says, as a sidecar holds it.
 * @returns null where there is nothing to say
 */
export function writeXmp(statement: Statement): Uint8Array | null {
  const parts: Parts = { exif: null, xmp: null, iptc: [], texts: [], comments: [] };
  for (const [property, value] of Object.entries(said(statement))) {
    if (property === 'exif:GPSPosition') {
      const position = typeof value === 'string' ? coordinates(value) : null;
      say(parts, 'xmp-exif:GPSLatitude', position?.latitude ?? null);
      say(parts, 'xmp-exif:GPSLongitude', position?.longitude ?? null);
    } else if (!/^(?:exif|iptc|png|gif|jpeg|svg):/.test(property)) say(parts, property, value);
  }
  return parts.xmp && allPlaces(parts.xmp).length > 0 ? serialisePacket(parts.xmp) : null;
}
