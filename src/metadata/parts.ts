import type { Document } from '@xmldom/xmldom';
import type { Stated } from '../domain/statement';
import type { PngText } from './containers/png/chunks';
import { emptyBlock, type TiffBlock } from './exif/block';
import { exifWords, isExifName, saysExif, setExif } from './exif/part';
import type { RawDataset } from './iptc/iim';
import { iptcWords, withIptc } from './iptc/part';
import { withoutTrailingNulls } from './text-end';
import { findProperty, nameOf, newPacket, removeProperty, setProperty, xmpWords } from './xmp/part';

/** What an export is going to say, block by block, while it is being put together. */
export interface Parts {
  exif: TiffBlock | null;
  xmp: Document | null;
  iptc: RawDataset[];
  texts: PngText[];
  comments: Uint8Array[];
}

/** Where a property stands, by its prefix: all that is no block of its own is XMP. */
function split(property: string): { block: string; name: string } {
  const at = property.indexOf(':');
  const prefix = property.slice(0, at);
  const block = ['exif', 'iptc', 'png', 'gif', 'jpeg', 'svg'].includes(prefix) ? prefix : 'xmp';
  return { block, name: property.slice(at + 1) };
}

/** Whether a property stands anywhere, readable or not. */
export function says(parts: Parts, property: string): boolean {
  const { block, name } = split(property);
  switch (block) {
    case 'exif':
      return parts.exif !== null && saysExif(parts.exif, name);
    case 'iptc':
      return iptcWords(parts.iptc, name).length > 0;
    case 'png':
      return parts.texts.some((text) => isKeyword(text, name));
    case 'gif':
    case 'jpeg':
      return parts.comments.length > 0;
    case 'svg':
      return false;
    default:
      return parts.xmp !== null && findProperty(parts.xmp, property).length > 0;
  }
}

/** The words of a property, none where it has none. */
export function wordsOf(parts: Parts, property: string): string[] {
  const { block, name } = split(property);
  switch (block) {
    case 'exif': {
      const words = parts.exif && exifWords(parts.exif, name);
      return words ? [words] : [];
    }
    case 'iptc':
      return iptcWords(parts.iptc, name);
    case 'png':
      return parts.texts.filter((text) => isKeyword(text, name)).map(pngWords);
    case 'gif':
    case 'jpeg':
      return parts.comments.map(commentWords);
    case 'svg':
      return [];
    default:
      return parts.xmp ? xmpWords(parts.xmp, property) : [];
  }
}

/** PNG's keywords have blanks ("Creation Time"), properties have none. */
const isKeyword = ({ keyword }: PngText, name: string) =>
  keyword.replaceAll(' ', '').toLowerCase() === name.toLowerCase();

export const pngWords = ({ text, utf8 }: PngText): string => new TextDecoder(utf8 ? 'utf-8' : 'latin1').decode(text);

/** No standard says in which characters a comment is: UTF-8 where it is that. */
export function commentWords(comment: Uint8Array): string {
  try {
    return withoutTrailingNulls(new TextDecoder('utf-8', { fatal: true }).decode(comment)).trim();
  } catch {
    return withoutTrailingNulls(new TextDecoder('windows-1252').decode(comment)).trim();
  }
}

/** Makes a property say something; null takes it out. */
export function say(parts: Parts, property: string, value: Stated | null): void {
  const { block, name } = split(property);
  switch (block) {
    case 'exif':
      if (!isExifName(name) || (!parts.exif && value === null)) return;
      parts.exif ??= emptyBlock();
      setExif(parts.exif, name, value);
      return;
    case 'iptc':
      parts.iptc = withIptc(parts.iptc, name, value);
      return;
    case 'png':
      // XMP says it from now on, which every program reads.
      parts.texts = parts.texts.filter((text) => !isKeyword(text, name));
      return;
    case 'gif':
    case 'jpeg':
      parts.comments = [];
      return;
    case 'svg':
      return;
    default:
      if (value === null) {
        if (parts.xmp) removeProperty(parts.xmp, property);
      } else if (nameOf(property)) {
        parts.xmp ??= newPacket();
        setProperty(parts.xmp, property, value);
      }
  }
}
