import { FORMAT_IDS } from '../../src/domain/profile';
import { FORMATS } from '../../src/formats';
import { latin } from '../../src/metadata/bytes';
import { readTiffBlock } from '../../src/metadata/exif/block';
import type { UploadFile } from './app';
import { bare, embed } from './exported';
import { exif, iptc, type Needle, packet } from './hidden-parts';
import { withHiddenPlaces } from './hidden-places';
import { hiddenSvg } from './hidden-svg';

/** A picture of each kind that is made and read, and a drawing, with a needle in each block and in places of nobody. */
export function needledFiles(needle: Needle): UploadFile[] {
  const pictures = FORMAT_IDS.map((kind) => {
    const file = embed(bare(kind), kind, {
      exif: readTiffBlock(exif(needle('EXIF'))),
      xmp: packet(needle('XMP')),
      iptc: iptc(needle('IPTC')),
      iptcDigest: 'fresh',
      comments: [latin(needle('comment'))],
      texts: [{ keyword: 'Location', text: latin(needle('text')), utf8: true }],
    });
    const { extension, mime } = FORMATS[kind];
    return { name: `${kind}.${extension}`, mimeType: mime, buffer: Buffer.from(withHiddenPlaces(kind, file, needle)) };
  });
  const drawing = { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(hiddenSvg(needle)) };
  return [...pictures, drawing];
}
