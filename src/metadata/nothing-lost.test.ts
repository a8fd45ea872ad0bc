import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bare, exported, statementAfter } from '../../tests/support/exported';
import { exif } from '../../tests/support/hidden-parts';
import { FORMAT_IDS } from '../domain/profile';
import { joined, latin } from './bytes';
import { box } from './containers/bmff';
import { withGifWords } from './containers/gif/blocks';
import { withJpegMetadata } from './containers/jpeg/embed';
import { withJxlBoxes } from './containers/jxl/embed';
import { gather } from './gather';
import { readXmp } from './xmp/read';
import { packetOf, plain } from './xmp/text';

/** Nothing is safe by being lost: what is kept in places that are easily overlooked comes out, and goes through the same lists. */
const LONG = `Boats ${'in the morning '.repeat(8_000)}`.trim();
const packet = (title: string) =>
  new TextEncoder().encode(
    packetOf([
      ['dc:title', title],
      ['dc:description', plain(LONG)],
      ['dc:rights', '© Ada'],
      ['photoshop:City', 'Kiel'],
      ['mediapro:Event', 'Regatta'],
    ]),
  );

const SOURCES: readonly (readonly [string, Uint8Array])[] = [
  [
    'a JPEG whose packet is longer than a segment',
    withJpegMetadata(bare('jpeg'), { exif: null, iptc: null, xmp: packet('Harbour') }),
  ],
  ['a JPEG XL', withJxlBoxes(bare('jxl'), { exif: null, xmp: packet('Harbour') })],
  ['a GIF', withGifWords(bare('gif'), { xmp: packet('Harbour') })],
  [
    'an SVG',
    joined([
      latin('<svg xmlns="http://www.w3.org/2000/svg"><title>Harbour</title><metadata>'),
      // A title in XMP would go before the drawing's.
      new TextEncoder().encode(new TextDecoder().decode(packet('')).replace(/<dc:title><\/dc:title>/, '')),
      latin('</metadata></svg>'),
    ]),
  ],
];
const CITY = 'photoshop:City';

describe.each(SOURCES)('%s', (_, original) => {
  async function said(
    policy: 'everything' | 'all-but-location' | 'copyright-only' | 'none',
    format: (typeof FORMAT_IDS)[number],
  ) {
    const file = await exported(original, { format, policy, statement: await statementAfter(original) });
    const { xmp } = await gather(file);
    const properties: ReturnType<typeof readXmp> = Object.assign({}, ...xmp.map(readXmp));
    // Of the JPEG itself: where its long packet goes on.
    delete properties['xmpNote:HasExtendedXMP'];
    return properties;
  }
  const textOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'languages' in value
      ? (value.languages as Record<string, string>)['x-default']
      : value;

  test.each(FORMAT_IDS)('into %s', async (format) => {
    const everything = await said('everything', format);
    expect(textOf(everything['dc:title'])).toBe('Harbour');
    expect(textOf(everything['dc:description'])).toBe(LONG);
    expect(everything).toMatchObject({ [CITY]: 'Kiel', 'mediapro:Event': 'Regatta' });

    const open = await said('all-but-location', format);
    expect(textOf(open['dc:title'])).toBe('Harbour');
    expect(textOf(open['dc:description'])).toBe(LONG);
    expect(Object.keys(open).sort()).toEqual(['dc:description', 'dc:rights', 'dc:title']);

    const rights = await said('copyright-only', format);
    expect(Object.keys(rights)).toEqual(['dc:rights']);
    expect(await said('none', format)).toEqual({});
  });
});

describe('comments of a GIF', () => {
  const original = withGifWords(bare('gif'), { xmp: null, comments: [latin('Boats in the morning')] });

  test.each(FORMAT_IDS)('into %s: with everything, and with nothing less', async (format) => {
    const statement = await statementAfter(original);
    const all = await exported(original, { format, policy: 'everything', statement });
    expect(Buffer.from(all).toString('latin1')).toContain('Boats in the morning');
    const open = await exported(original, { format, policy: 'all-but-location', statement });
    expect(Buffer.from(open).toString('latin1')).not.toContain('Boats');
  });
});

test('the compressed boxes of a JPEG XL', async () => {
  const file = joined([
    withJxlBoxes(bare('jxl'), { exif: null, xmp: packet('Harbour') }),
    box('brob', latin('Exif'), brotliCompressSync(joined([[0, 0, 0, 0], exif('Pier 7')]))),
  ]);
  const made = await exported(file, { format: 'jpeg', policy: 'everything' });
  expect(Buffer.from(made).toString('latin1')).toContain('Pier 7');
});
