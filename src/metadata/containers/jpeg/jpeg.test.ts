import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { joined, latin, uint16 } from '../../bytes';
import { MOST_JPEG_EXIF, withJpegMetadata } from './embed';
import { beginsWith, jpegSegments } from './segments';

/** Segments of a JPEG by hand (ITU-T T.81, B.1.1): marker, length that counts itself, contents. */
const segment = (marker: number, ...contents: Uint8Array[]) =>
  joined([[0xff, marker], uint16(2 + contents.reduce((sum, { length }) => sum + length, 0)), ...contents]);
const START = Uint8Array.of(0xff, 0xd8);
const JFIF = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
const TABLE = segment(0xdb, new Uint8Array(65));
const SCAN = joined([segment(0xda, Uint8Array.of(1, 2, 3)), Uint8Array.of(7, 7, 0xff, 0xd9)]);
const PLAIN = joined([START, JFIF, TABLE, SCAN]);
const NOTHING = { exif: null, xmp: null, iptc: null };

const read = (file: Uint8Array) =>
  [...jpegSegments(file)].map(({ marker, start, contents, end }) => ({
    marker,
    start,
    text: Buffer.from(file.subarray(contents, end)).toString('latin1'),
  }));

describe('segments', () => {
  test('are those before the picture’s data', () => {
    const hidden = joined([SCAN, segment(0xe1, latin('behind'))]);
    expect(read(joined([START, JFIF, TABLE, hidden])).map(({ marker, start }) => [marker, start])).toEqual([
      [0xe0, 2],
      [0xdb, 20],
    ]);
  });

  test('begin behind their length and end where it says', () => {
    expect(read(joined([START, segment(0xe1, latin('abc')), segment(0xfe, latin('d')), SCAN]))).toEqual([
      { marker: 0xe1, start: 2, text: 'abc' },
      { marker: 0xfe, start: 9, text: 'd' },
    ]);
  });

  test('may have fill bytes before their marker', () => {
    const file = joined([START, Uint8Array.of(0xff, 0xff), segment(0xe1, latin('abc')), SCAN]);
    expect(read(file).map(({ text }) => text)).toEqual(['abc']);
  });

  test('end where a length is none: nothing goes round in a circle', () => {
    const file = joined([START, Uint8Array.of(0xff, 0xe1, 0, 0), segment(0xe2, latin('x'))]);
    expect(read(file)).toEqual([]);
    expect(read(joined([START, Uint8Array.of(0xff, 0xe1, 0, 1, 0xff, 0xe1, 0, 3, 0x61)]))).toEqual([]);
  });

  test('of what is no JPEG there are none', () => {
    expect(read(latin('\x89PNG\r\n'))).toEqual([]);
    expect(beginsWith(latin('xExif'), 1, 'Exif')).toBe(true);
    expect(beginsWith(latin('Exi'), 0, 'Exif')).toBe(false);
  });
});

describe('what is said', () => {
  test('stands behind JFIF, EXIF first, and the rest is as it was', () => {
    const file = withJpegMetadata(PLAIN, {
      exif: latin('MM\0*'),
      xmp: latin('<x/>'),
      iptc: null,
      comments: [latin('hello')],
    });
    expect(file).toEqual(
      joined([
        START,
        JFIF,
        segment(0xe1, latin('Exif\0\0'), latin('MM\0*')),
        segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0'), latin('<x/>')),
        segment(0xfe, latin('hello')),
        TABLE,
        SCAN,
      ]),
    );
  });

  test('stands at the beginning where there is no JFIF', () => {
    const file = withJpegMetadata(joined([START, TABLE, SCAN]), { ...NOTHING, comments: [latin('x')] });
    expect(file).toEqual(joined([START, segment(0xfe, latin('x')), TABLE, SCAN]));
    expect(withJpegMetadata(PLAIN, NOTHING)).toBe(PLAIN);
    const png = latin('\x89PNG');
    expect(withJpegMetadata(png, { ...NOTHING, comments: [latin('x')] })).toBe(png);
  });

  test('EXIF that is too long for a segment is left out, one that just fits is not', () => {
    expect(MOST_JPEG_EXIF).toBe(65_527);
    const fits = withJpegMetadata(PLAIN, { ...NOTHING, exif: new Uint8Array(MOST_JPEG_EXIF) });
    expect([fits[20 + 2], fits[20 + 3]]).toEqual([0xff, 0xff]);
    expect(withJpegMetadata(PLAIN, { ...NOTHING, exif: new Uint8Array(MOST_JPEG_EXIF + 1) })).toBe(PLAIN);
  });
});

test('a long packet is parted: each part says whose it is, how long the whole, and where it belongs (XMP part 3, §1.1.3.1)', () => {
  const long = Array.from({ length: 150_000 }, (_, i) => 'abcdefghij'.charAt((i * 7) % 10)).join('');
  const packet = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Paris"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${long}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
  const file = withJpegMetadata(PLAIN, { ...NOTHING, xmp: latin(packet) });
  const [, first, ...parts] = [...jpegSegments(file)].filter(({ marker }) => marker === 0xe1 || marker === 0xe0);
  const name = 'http://ns.adobe.com/xmp/extension/\0';
  const standard = Buffer.from(file.subarray(first?.contents, first?.end)).toString('latin1');
  const [, guid = ''] = /HasExtendedXMP[^A-F0-9]*([A-F0-9]{32})/.exec(standard) ?? [];
  expect(guid).toHaveLength(32);
  const pieces = parts.filter(({ marker }) => marker === 0xe1).map(({ contents, end }) => file.subarray(contents, end));
  const view = (piece: Uint8Array) => new DataView(piece.buffer, piece.byteOffset + name.length + 32, 8);
  const whole = joined(pieces.map((piece) => piece.subarray(name.length + 40)));
  let offset = 0;
  for (const piece of pieces) {
    expect(beginsWith(piece, 0, name + guid)).toBe(true);
    expect([view(piece).getUint32(0), view(piece).getUint32(4)]).toEqual([whole.length, offset]);
    offset += piece.length - name.length - 40;
  }
  expect(pieces.length).toBeGreaterThan(2);
  expect(createHash('md5').update(whole).digest('hex').toUpperCase()).toBe(guid);
  expect(Buffer.from(whole).toString('latin1')).toContain(long);
});
