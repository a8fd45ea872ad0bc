import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bare, embed, exported, statementAfter } from '../../tests/support/exported';
import { withHiddenPlaces } from '../../tests/support/hidden-places';
import { hiddenSvg } from '../../tests/support/hidden-svg';
import { fixture } from '../../tests/support/tools';
import { unfolded } from '../../tests/support/unfolded';
import { FORMAT_IDS, type FormatId } from '../domain/profile';
import { joined, latin } from './bytes';
import { jpegSegments } from './containers/jpeg/segments';
import { ASCII, type Entry, emptyBlock, entryMaker, type TiffBlock, UNDEFINED } from './exif/block';
import { neutralProfile } from './icc/neutral';
import { profileDescription } from './icc/read';

/** Needles by our own hand, so that every rule is tried where ExifTool is not: in every kind of file, in every block of it. */
const NEEDLE = 'Zxqv';
const make = entryMaker(true);
const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]));

const PACKET = bytes(`<?${NEEDLE} instruction?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${NEEDLE}">
<!-- ${NEEDLE} -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${NEEDLE}"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:own="http://example.invalid/${NEEDLE}/"
  xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
  photoshop:City="${NEEDLE}" photoshop:History="${NEEDLE}" own:thing="${NEEDLE}" geo:lat="${NEEDLE}" exif:UserComment="${NEEDLE}">
  <dc:title><!-- ${NEEDLE} --><rdf:Alt><rdf:li xml:lang="x-default">Harbour<?${NEEDLE} in the text?></rdf:li></rdf:Alt></dc:title>
  <dc:coverage>${NEEDLE}</dc:coverage>
  <dc:rights><rdf:Alt><rdf:li xml:lang="x-default" own:q="${NEEDLE}">© Ada</rdf:li></rdf:Alt></dc:rights>
  <Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>${NEEDLE}</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
  <Iptc4xmpExt:ArtworkOrObject><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:AOTitle><rdf:Alt><rdf:li xml:lang="x-default">Vase</rdf:li></rdf:Alt></Iptc4xmpExt:AOTitle><own:deep>${NEEDLE}</own:deep></rdf:li></rdf:Bag></Iptc4xmpExt:ArtworkOrObject>
  <Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource"><Iptc4xmpCore:CiAdrCity>${NEEDLE}</Iptc4xmpCore:CiAdrCity><Iptc4xmpCore:CiEmailWork>ada@example.org</Iptc4xmpCore:CiEmailWork></Iptc4xmpCore:CreatorContactInfo>
  <xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:parameters="${NEEDLE}"/></rdf:Seq></xmpMM:History>
</rdf:Description></rdf:RDF></x:xmpmeta>`);

/** The same as an SVG has it. */
const RDF = /<rdf:RDF[\s\S]*<\/rdf:RDF>/.exec(new TextDecoder().decode(PACKET))?.[0] ?? '';

const block = (): TiffBlock => ({
  ...emptyBlock(),
  ifd0: [
    // Behind the end of a text; a copyright has two parts.
    make.raw(0x010f, ASCII, bytes(`Canon\0${NEEDLE}\0`)),
    make.raw(0x8298, ASCII, bytes(`© Ada\0© Editor\0${NEEDLE}\0`)),
    // What is no date.
    make.text(0x0132, `2020:01:01 00:00:00 ${NEEDLE}`),
    make.text(0x010d, NEEDLE),
    make.text(0x013c, NEEDLE),
    make.raw(0x9c9b, 1, utf16(NEEDLE)),
    make.raw(0x9c9e, 1, utf16(NEEDLE)),
    // A number that is bytes of anything.
    make.raw(0x011a, UNDEFINED, bytes(NEEDLE)),
    make.text(0xfde8, NEEDLE),
  ] as Entry[],
  exif: [
    make.raw(0x9286, UNDEFINED, bytes(`ASCII\0\0\0${NEEDLE}`)),
    make.raw(0x927c, UNDEFINED, bytes(`maker ${NEEDLE}`)),
    make.text(0xa420, NEEDLE),
    make.raw(0x829a, ASCII, bytes(`${NEEDLE}\0`)),
    make.raw(0xa40b, UNDEFINED, bytes(NEEDLE)),
    make.text(0x9291, NEEDLE),
    make.text(0x9011, NEEDLE),
  ],
  gps: [make.text(0x1b, NEEDLE), make.text(0x12, NEEDLE)],
  interop: [make.text(0x1000, NEEDLE)],
  makerNoteAt: 400,
});

const dataset = (id: number, text: string) => joined([[0x1c, id >> 8, id & 0xff, 0, text.length], latin(text)]);
const IPTC = joined([
  dataset(0x25a, NEEDLE),
  dataset(0x274, 'Ada'),
  dataset(0x21b, NEEDLE),
  dataset(0x2dd, NEEDLE),
  dataset(0x779, NEEDLE),
]);

/** A file of a kind with needles in all of its blocks, in places of nobody, and behind its end. */
function needled(format: FormatId): Uint8Array {
  const file = embed(bare(format), format, {
    exif: block(),
    xmp: PACKET,
    iptc: IPTC,
    iptcDigest: 'fresh',
    comments: [bytes(NEEDLE)],
    texts: [
      { keyword: 'Comment', text: bytes(NEEDLE), utf8: false },
      { keyword: 'Location', text: bytes(NEEDLE), utf8: true },
    ],
  });
  return joined([withHiddenPlaces(format, file, () => NEEDLE), bytes(`trailer ${NEEDLE}`)]);
}

/** The kinds that are read, and a PNG of which every block is a raw profile. */
const SOURCES: readonly (readonly [string, () => Uint8Array])[] = [
  ...FORMAT_IDS.map((kind) => [kind, () => needled(kind)] as const),
  ['svg', () => hiddenSvg(() => NEEDLE, RDF)],
  ['png of raw profiles', () => withHiddenPlaces('png', bare('png'), () => NEEDLE)],
];

const holdsNeedle = (file: Uint8Array): boolean =>
  unfolded(file).some((text) => text.toLowerCase().includes(NEEDLE.toLowerCase()));

describe.each(SOURCES)('of a %s', (kind, make) => {
  const original = make();
  const speaks = kind !== 'png of raw profiles';

  test('there are needles in it', () => {
    expect(holdsNeedle(original)).toBe(true);
  });

  test.each(['all-but-location', 'copyright-only', 'none'] as const)('under "%s" none is left', async (policy) => {
    const statement = await statementAfter(original);
    for (const format of FORMAT_IDS) {
      const file = await exported(original, { format, policy, statement });
      expect(holdsNeedle(file), format).toBe(false);
      const text = Buffer.from(file).toString('utf8');
      const open = speaks && policy === 'all-but-location';
      expect(text.includes('© Ada'), format).toBe(speaks && policy !== 'none');
      expect(text.includes('Harbour'), format).toBe(open);
      expect(text.includes('Vase'), format).toBe(open);
      expect(text.includes('ada@example.org'), format).toBe(open);
    }
  });

  test('under "everything" what may not stay under the others is there', async () => {
    const statement = await statementAfter(original);
    for (const format of FORMAT_IDS) {
      const file = await exported(original, { format, policy: 'everything', statement });
      expect(holdsNeedle(file), format).toBe(true);
    }
  });
});

describe('a colour profile', () => {
  /** The profile in a JPEG's APP2 segment (ICC.1:2022, annex B.4). */
  function profileIn(name: string): Uint8Array {
    const file = new Uint8Array(readFileSync(fixture(name)));
    const segment = [...jpegSegments(file)].find(({ marker }) => marker === 0xe2);
    return segment ? file.slice(segment.contents + 14, segment.end) : new Uint8Array();
  }
  const tagsOf = (profile: Uint8Array) => {
    const view = new DataView(profile.buffer, profile.byteOffset);
    return new Map(
      Array.from({ length: view.getUint32(128) }, (_, i) => {
        const at = 132 + i * 12;
        const from = view.getUint32(at + 4);
        return [
          String.fromCharCode(...profile.subarray(at, at + 4)),
          profile.subarray(from, from + view.getUint32(at + 8)),
        ];
      }),
    );
  };

  test('keeps its colours to the byte, and a name that is everybody’s', () => {
    const own = profileIn('wide-gamut.jpg');
    const neutral = neutralProfile(own) ?? new Uint8Array();
    const [before, after] = [tagsOf(own), tagsOf(neutral)];
    for (const name of ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'wtpt']) {
      expect(after.get(name), name).toEqual(before.get(name));
    }
    expect(profileDescription(neutral)).toBe(profileDescription(own));
    expect(neutralProfile(neutral)).toEqual(neutral);
  });

  test('loses a name of its own, its owner and whatever else was written into it', () => {
    const own = profileIn('wide-gamut.jpg');
    const text = (profile: Uint8Array) => Buffer.from(profile).toString('latin1').replace(/\0/g, '');
    const at = Buffer.from(own).indexOf(Buffer.from('cprt', 'latin1'), 132);
    const view = new DataView(own.buffer, own.byteOffset);
    // Behind the signature of a text (version 2).
    own.set(latin('Zxqv'), view.getUint32(at + 4) + 8);
    own.set(latin('Zxqv'), 80);
    own.set(latin('Zxqv'), 48);
    expect(text(own)).toContain(NEEDLE);
    expect(text(neutralProfile(own) ?? new Uint8Array())).not.toContain(NEEDLE);
  });

  test('that is cut short is none', () => {
    const own = profileIn('wide-gamut.jpg');
    for (const length of [0, 100, 131, 140, 300]) expect(neutralProfile(own.subarray(0, length))).toBeNull();
  });
});
