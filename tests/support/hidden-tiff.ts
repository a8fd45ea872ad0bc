import { joined, latin, viewOf } from '../../src/metadata/bytes';
import type { Needle } from './hidden-parts';

const ENTRY_BYTES = 12;
const [SUB_DIRECTORIES, THUMBNAIL_AT, THUMBNAIL_BYTES] = [0x014a, 0x0201, 0x0202];

/**
 * A TIFF, or a block of EXIF, with a directory below its first and one behind it: a second page with words, and a thumbnail with
 * a comment. The first directory is written anew at the end; the old one stays where it was, and nothing leads to it.
 */
export function withDirectories(file: Uint8Array, needle: Needle): Uint8Array {
  const view = viewOf(file);
  const little = view.getUint16(0) === 0x4949;
  const number = (value: number, bytes: 2 | 4) => {
    const made = new Uint8Array(bytes);
    if (bytes === 2) viewOf(made).setUint16(0, value, little);
    else viewOf(made).setUint32(0, value, little);
    return made;
  };
  const long = (tag: number, value: number) => joined([number(tag, 2), number(4, 2), number(1, 4), number(value, 4)]);
  const parts: Uint8Array[] = [file, new Uint8Array(file.length & 1)];
  const end = () => parts.reduce((sum, { length }) => sum + length, 0);
  /** @returns where it stands */
  const put = (...bytes: (Uint8Array | readonly number[])[]): number => {
    const at = end();
    const whole = joined(bytes);
    parts.push(whole, new Uint8Array(whole.length & 1));
    return at;
  };
  const text = (tag: number, place: string) => {
    const words = latin(`${needle(place)}\0`);
    return joined([number(tag, 2), number(2, 2), number(words.length, 4), number(put(words), 4)]);
  };
  const directory = (entries: readonly Uint8Array[], next: number) =>
    put(number(entries.length, 2), ...entries, number(next, 4));

  const thumbnail = latin(`\xff\xd8\xff\xfe\0\x0a${needle('comment in a thumbnail')}\xff\xd9`);
  const below = directory([text(0x010d, 'sub-directory')], 0);
  const behind = directory(
    [
      text(0x010d, 'second directory'),
      text(0x010e, 'second directory’s description'),
      text(0x013c, 'second directory’s computer'),
      long(THUMBNAIL_AT, put(thumbnail)),
      long(THUMBNAIL_BYTES, thumbnail.length),
    ],
    0,
  );
  const first = view.getUint32(4, little);
  const count = view.getUint16(first, little);
  const own = Array.from({ length: count }, (_, i) => {
    const at = first + 2 + i * ENTRY_BYTES;
    return file.subarray(at, at + ENTRY_BYTES);
  });
  const tagOf = (entry: Uint8Array) => viewOf(entry).getUint16(0, little);
  const entries = [...own.filter((entry) => tagOf(entry) !== SUB_DIRECTORIES), long(SUB_DIRECTORIES, below)];
  const start = directory(
    entries.sort((a, b) => tagOf(a) - tagOf(b)),
    behind,
  );
  const whole = joined(parts);
  viewOf(whole).setUint32(4, start, little);
  return whole;
}
