import { brotliCompressSync, deflateSync } from 'node:zlib';
import { fourCC, joined, latin, uint16, uint32, viewOf } from '../../src/metadata/bytes';
import { box } from '../../src/metadata/containers/bmff';
import { withGifWords } from '../../src/metadata/containers/gif/blocks';
import { withHeifItems } from '../../src/metadata/containers/heif/embed';
import { jpegSegments } from '../../src/metadata/containers/jpeg/segments';
import { exif, iptc, type Needle, packet, wordedProfile } from './hidden-parts';
import { withDirectories } from './hidden-tiff';
import { withTrailers } from './hidden-trailers';

export type Kind = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'jxl' | 'gif';

/**
 * A file with needles where no program's list of tags has a name: segments, chunks and boxes of nobody, second blocks, compressed
 * and coded texts, directories behind directories, and what stands behind the picture's end.
 */
export function withHiddenPlaces(kind: Kind, file: Uint8Array, needle: Needle): Uint8Array {
  switch (kind) {
    case 'jpeg':
      return withTrailers(jpeg(file, needle), needle);
    case 'png':
      return png(file, needle);
    case 'webp':
      return webp(file, needle);
    case 'tiff':
      return joined([withDirectories(file, needle), latin(`behind ${needle('TIFF end')}`)]);
    case 'avif':
      return joined([
        withHeifItems(file, { exif: null, xmp: packet(needle('second XMP item')) }),
        box('uuid', new Uint8Array(16), latin(needle('uuid box'))),
        box('free', latin(needle('free box'))),
        box('mdat', latin(needle('mdat that no item is in'))),
        latin(`behind ${needle('AVIF end')}`),
      ]);
    case 'jxl':
      return joined([
        file,
        box('brob', latin('xml '), brotliCompressSync(packet(needle('compressed XMP box')))),
        box('brob', latin('Exif'), brotliCompressSync(joined([[0, 0, 0, 0], exif(needle('compressed Exif box'))]))),
        box('jumb', latin(needle('jumb box'))),
        box('ndlx', latin(needle('box of nobody'))),
      ]);
    case 'gif':
      return gif(file, needle);
  }
}

const segment = (marker: number, ...parts: (Uint8Array | readonly number[])[]): Uint8Array => {
  const data = joined(parts);
  return joined([[0xff, marker], uint16(data.length + 2), data]);
};

function jpeg(file: Uint8Array, needle: Needle): Uint8Array {
  const segments = [...jpegSegments(file)];
  const scan = segments.at(-1)?.end ?? 2;
  const names = [
    'JFXX',
    'Own',
    'FPXR',
    'Meta',
    'Qualcomm',
    'RMETA',
    'GoPro',
    'SPIFF',
    'Seal',
    'Media',
    'PHOTO MECHANIC',
  ];
  const own = names.map((name, i) => segment(0xe0 + i, latin(`${name}\0`), latin(needle(`APP${i} ${name}`))));
  const resource = (id: number, place: string) => {
    const data = latin(needle(place));
    return joined([latin('8BIM'), uint16(id), [0, 0], uint32(data.length), data, data.length & 1 ? [0] : []]);
  };
  const photoshop = [
    resource(0x040b, 'Photoshop URL'),
    resource(0x0bb7, 'Photoshop clipping path'),
    resource(0x1771, 'Photoshop resource of nobody'),
  ];
  const added = [
    ...own,
    segment(0xe1, latin('Exif\0\0'), exif(needle('second EXIF'))),
    segment(0xe2, latin('ICC_PROFILE\0'), [1, 1], wordedProfile(needle)),
    segment(0xeb, latin('JP'), [0, 1, 0, 0, 0, 1], box('jumb', latin(needle('JUMBF')))),
    segment(0xec, latin('Ducky'), [0, 2], uint16(8), latin(needle('Ducky'))),
    segment(0xed, latin('Photoshop 3.0\0'), ...photoshop),
    segment(0xed, latin('Adobe_CM'), latin(needle('Adobe_CM'))),
    segment(0xee, latin('Adobe'), [0, 100, 0, 0, 0, 0, 1], latin(needle('behind Adobe'))),
    segment(0xef, latin(needle('APP15'))),
    segment(0xfe, latin(needle('second comment'))),
    segment(0xfe, latin(Buffer.from(needle('comment in base64').padEnd(30)).toString('base64'))),
    segment(0xfe, joined([...needle('comment in UTF-16')].map((letter) => [0, letter.charCodeAt(0)]))),
  ];
  const head = segments.flatMap(({ marker, start, contents, end }) => {
    const isExif = marker === 0xe1 && fourCC(file, contents) === 'Exif';
    if (!isExif) return [file.subarray(start, end)];
    return [
      segment(marker, file.subarray(contents, contents + 6), withDirectories(file.subarray(contents + 6, end), needle)),
    ];
  });
  return joined([file.subarray(0, 2), ...head, ...added, file.subarray(scan)]);
}

function png(file: Uint8Array, needle: Needle): Uint8Array {
  const end = file.length - 12;
  // Nobody looks at the checksum of a chunk that may be left out.
  const chunk = (type: string, ...parts: (Uint8Array | readonly number[])[]) => {
    const data = joined(parts);
    return joined([uint32(data.length), latin(type), data, [0, 0, 0, 0]]);
  };
  const raw = (name: string, bytes: Uint8Array) => {
    const hex = Buffer.from(bytes).toString('hex').replace(/.{72}/g, '$&\n');
    return deflateSync(latin(`\n${name}\n${String(bytes.length).padStart(8)}\n${hex}\n`));
  };
  const profile = (name: string, bytes: Uint8Array) =>
    chunk('zTXt', latin(`Raw profile type ${name}\0\0`), raw(name, bytes));
  return joined([
    file.subarray(0, end),
    chunk('tEXt', latin(`Author\0${needle('tEXt')}`)),
    chunk('zTXt', latin('Comment\0\0'), deflateSync(latin(needle('zTXt')))),
    chunk('iTXt', latin('Location\0\x01\0en\0Ort\0'), deflateSync(latin(needle('compressed iTXt')))),
    chunk(
      'iTXt',
      latin(`Location\0\0\0${needle('language of iTXt').toLowerCase()}\0${needle('translated keyword')}\0words`),
    ),
    profile('exif', joined([latin('Exif\0\0'), exif(needle('raw profile of EXIF'))])),
    profile('xmp', packet(needle('raw profile of XMP'))),
    profile('iptc', iptc(needle('raw profile of IPTC'))),
    profile('APP1', joined([latin('http://ns.adobe.com/xap/1.0/\0'), packet(needle('raw profile of a segment'))])),
    profile('icc', wordedProfile(needle)),
    profile('own', latin(needle('raw profile of nobody'))),
    chunk('caBX', latin(needle('caBX'))),
    chunk('neDl', latin(needle('chunk of nobody'))),
    chunk('zeDl', deflateSync(latin(needle('compressed chunk of nobody')))),
    file.subarray(end),
    latin(`behind ${needle('PNG end')}`),
  ]);
}

function webp(file: Uint8Array, needle: Needle): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const size = new Uint8Array(4);
    viewOf(size).setUint32(0, data.length, true);
    return joined([latin(type), size, data, data.length & 1 ? [0] : []]);
  };
  const made = joined([
    file,
    chunk('XMP ', packet(needle('second XMP chunk'))),
    chunk('EXIF', exif(needle('second EXIF chunk'))),
    chunk('NDLX', latin(needle('chunk of nobody'))),
  ]);
  viewOf(made).setUint32(4, made.length - 8, true);
  return joined([made, latin(`behind ${needle('WebP end')}`)]);
}

function gif(file: Uint8Array, needle: Needle): Uint8Array {
  const part = (text: string) => [text.length, ...latin(text)];
  const end = file.length - 1;
  const comments = [latin(needle('second comment'))];
  const whole = joined([
    file.subarray(0, end),
    [0x21, 0xff, ...part('NEEDLEAPP1.'), ...part(needle('application extension of nobody')), 0],
    [0x21, 0x01, ...part('\0'.repeat(12)), ...part(needle('plain text extension')), 0],
    file.subarray(end),
  ]);
  return joined([withGifWords(whole, { xmp: null, comments }), latin(`behind ${needle('GIF end')}`)]);
}
