import { isBoilerplate } from '../domain/boilerplate';
import type { Stated, Statement } from '../domain/statement';
import { SYNONYMS } from '../domain/synonyms';
import { groupOf } from './groups';
import { type Parts, say, says, wordsOf } from './parts';
import { coordinates, nameOf } from './xmp/part';

/**
 * What is measured, or named by faces: an export says it with any of its properties. Words are told in XMP always, as every
 * program reads them there.
 */
const SAID_ONCE: ReadonlySet<string> = new Set([
  'photoshop:DateCreated',
  'exif:GPSPosition',
  'xmp:Rating',
  'Iptc4xmpExt:PersonInImage',
]);

interface Carried {
  /**
   * Whether only what a block says that may stay is told again: what is believed of a comment, a text or another program's tag is
   * not told where these may not be.
   */
  onlyWhatStays: boolean;
  /** Blocks that the format cannot hold, so that XMP has to say what they do. */
  without: ReadonlySet<string>;
  /** Whether the original says that its IPTC was changed after its XMP. */
  iptcIsNewer: boolean;
}

/**
 * Has XMP say what an export would otherwise not say: what the file is believed to say, and what only a block said that the
 * format has no place for.
 */
export function fill(parts: Parts, { unchanged }: Statement, { onlyWhatStays, without, iptcIsNewer }: Carried): void {
  const stale = iptcIsNewer && without.has('iptc');
  for (const [property, value] of Object.entries(unchanged)) {
    const members = groupOf(property).members.map((each) => each.property);
    if (onlyWhatStays && !members.some((member) => says(parts, member))) continue;
    if (property === 'exif:GPSPosition') fillPosition(parts, value, without);
    else if (nameOf(property) && !property.startsWith('exif:')) {
      const elsewhere = SAID_ONCE.has(property) && members.some((each) => survives(each, without) && says(parts, each));
      if (!elsewhere && (stale || !says(parts, property))) say(parts, property, value);
    }
  }
  for (const [root, synonyms] of Object.entries(SYNONYMS)) {
    if (says(parts, root)) continue;
    const lost = synonyms.find(({ property }) => !survives(property, without) && wordsOf(parts, property).length > 0);
    if (!lost) continue;
    const words = wordsOf(parts, lost.property).filter((each) => !isBoilerplate(each));
    if (words.length === 0) continue;
    say(parts, root, LISTS.has(root) ? words : words.join('\n'));
  }
}

const LISTS: ReadonlySet<string> = new Set(['dc:subject', 'dc:creator']);

const survives = (property: string, without: ReadonlySet<string>) =>
  !without.has(property.slice(0, property.indexOf(':')));

function fillPosition(parts: Parts, value: Stated, without: ReadonlySet<string>): void {
  if (says(parts, 'xmp-exif:GPSLatitude')) return;
  if (survives('exif:', without) && says(parts, 'exif:GPSPosition')) return;
  const position = typeof value === 'string' ? coordinates(value) : null;
  if (!position) return;
  say(parts, 'xmp-exif:GPSLatitude', position.latitude);
  say(parts, 'xmp-exif:GPSLongitude', position.longitude);
}
