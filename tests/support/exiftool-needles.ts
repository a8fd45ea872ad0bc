import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './tools';
import { unfolded } from './unfolded';

/** Groups of tags that ExifTool can write into pictures, and into what is put into pictures. */
const GROUPS = [
  ...['XMP', 'IPTC', 'EXIF', 'Photoshop', 'PNG', 'GIF', 'JFIF', 'Ducky', 'MIE', 'CanonVRD', 'PhotoMechanic'],
  ...['FotoStation', 'QuickTime', 'Jpeg2000', 'FLIR', 'File'],
];
/** Names, dates and attributes of the file itself, and what stands for other tags. */
const OF_NO_PICTURE =
  /^(?:(?:System|MacOS|All|EXIF|XMP|XMP-x|XMP-rdf):|IFD0:(?:ApplicationNotes|IPTC-NAA|PhotoshopSettings)$|File:(?!Comment))/;
const NEEDLE = /Ndl\d{5}/g;

/** Needles by the place where each was put. */
export class Needles {
  readonly #byNeedle = new Map<string, string>();

  /** A needle of its own for a place. */
  readonly at = (place: string): string => {
    const needle = `Ndl${String(this.#byNeedle.size).padStart(5, '0')}`;
    this.#byNeedle.set(needle, place);
    return needle;
  };

  /** The last needle that a place was given. */
  last(place: string): string {
    return [...this.#byNeedle].findLast(([, each]) => each === place)?.[0] ?? '';
  }

  /** The places of the needles that bytes hold, as they are or folded. */
  in(bytes: Uint8Array): string[] {
    const found = unfolded(bytes).flatMap((text) => text.match(NEEDLE) ?? []);
    return [...new Set(found)].flatMap((needle) => this.#byNeedle.get(needle) ?? []);
  }
}

/** Every tag that ExifTool can write words to. */
export function writableTags(groups: readonly string[] = GROUPS): string[] {
  const tags = new Set<string>();
  for (const group of groups) {
    let table = '';
    for (const line of run('exiftool', ['-listx', `-${group}:all`]).split('\n')) {
      table = /<table .*g1='([^']+)'/.exec(line)?.[1] ?? table;
      const [, name] = /<tag [^>]*name='([^']+)'[^>]*writable='true'/.exec(line) ?? [];
      const own = /<tag [^>]*g1='([^']+)'/.exec(line)?.[1] ?? table;
      if (name && !OF_NO_PICTURE.test(`${own}:${name}`)) tags.add(`${own}:${name}`);
    }
  }
  return [...tags];
}

/**
 * A file with a needle in each of some tags. Tags that take no words, and those that a kind of file has no place for, are left out.
 * @param into where to write it: its ending says what kind it is
 */
export function withNeedledTags(
  file: string,
  into: string,
  { tags, needles }: { tags: readonly string[]; needles: Needles },
): Uint8Array {
  const list = join(`${into}.txt`);
  writeFileSync(list, tags.map((tag) => `-${tag}=${needles.at(tag)}`).join('\n'));
  copyFileSync(file, into);
  // Tags that take no words are refused one by one; the others are written.
  run('sh', ['-c', `exiftool -m -q -q -overwrite_original -@ ${list} ${into} 2>/dev/null || true`]);
  return new Uint8Array(readFileSync(into));
}
