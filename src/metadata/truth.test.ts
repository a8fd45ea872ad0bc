import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bare, embed, exported, statementAfter } from '../../tests/support/exported';
import { corpus, has, run } from '../../tests/support/tools';
import { FORMAT_IDS } from '../domain/profile';
import { allowed, NOTHING_SAID, type Statement, said } from '../domain/statement';
import { FORMATS } from '../formats';
import { compose } from './compose';
import { svgBlocks } from './containers/svg/blocks';
import { emptyBlock, entryMaker, type TiffBlock } from './exif/block';
import { gather } from './gather';
import type { Output } from './output';
import { mergedPackets, xmpWords } from './xmp/part';

const make = entryMaker(true);
const changed = (values: Statement['changed'], removed: Statement['removed'] = {}): Statement => ({
  ...NOTHING_SAID,
  changed: values,
  removed,
});

const packet = (inner: string) =>
  new TextEncoder().encode(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
    xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"
    xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"
    xmlns:MP="http://ns.microsoft.com/photo/1.2/">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`);

const regions = (unit: string, x: string, y: string) =>
  `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="700" stDim:h="840" stDim:unit="pixel"/>
   <mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Name>Ada</mwg-rs:Name>
   <mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="0.2" stArea:h="0.1" stArea:unit="${unit}"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
   <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:PersonDisplayName="Ada" MPReg:Rectangle="0.2, 0.6, 0.2, 0.1"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>`;

/** A JPEG that says what it is given to say. */
const jpeg = (says: { xmp?: Uint8Array; exif?: TiffBlock; iptc?: Uint8Array; iptcDigest?: Uint8Array | null }) =>
  embed(bare('jpeg'), 'jpeg', {
    exif: null,
    xmp: null,
    iptc: null,
    iptcDigest: 'fresh',
    comments: [],
    texts: [],
    ...says,
  });

async function packetOf(file: Uint8Array) {
  const document = mergedPackets((await gather(file)).xmp);
  if (!document) throw new Error('no packet');
  return { words: (property: string) => xmpWords(document, property), text: String(document) };
}

describe('what is no longer true', () => {
  const turned: Partial<Output> = { orientation: 6, stored: { width: 700, height: 840 }, width: 420, height: 350 };

  test('regions are turned and scaled with the picture', async () => {
    const original = jpeg({ xmp: packet(regions('normalized', '0.3', '0.65')) });
    const { text } = await packetOf(await exported(original, { format: 'jpeg', policy: 'everything', output: turned }));
    expect(text).toMatch(/stDim:w="420" stDim:h="350"/);
    expect(text).toMatch(/stArea:x="0.35" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2"/);
    expect(text).toContain('MPReg:Rectangle="0.3, 0.2, 0.1, 0.2"');
  });

  test('regions of a picture that is said to be upright already are not turned again', async () => {
    const upright = regions('normalized', '0.3', '0.65').replace('w="700" stDim:h="840"', 'w="840" stDim:h="700"');
    const original = jpeg({ xmp: packet(upright) });
    const { text } = await packetOf(await exported(original, { format: 'jpeg', policy: 'everything', output: turned }));
    expect(text).toMatch(/stArea:x="0.3" stArea:y="0.65" stArea:w="0.2" stArea:h="0.1"/);
  });

  test.each(FORMAT_IDS)('orientation, sizes and parts that are gone, in a %s', async (format) => {
    const xmp = packet(`<tiff:Orientation>6</tiff:Orientation><exif:PixelXDimension>700</exif:PixelXDimension>
      <tiff:ImageLength>840</tiff:ImageLength><hdrgm:Version>1.0</hdrgm:Version><GCamera:MotionPhoto>1</GCamera:MotionPhoto>
      <GCamera:BurstID>b</GCamera:BurstID>`);
    const exif = {
      ...emptyBlock(),
      ifd0: [make.short(0x0112, 6), make.text(0x010f, 'Canon')],
      exif: [make.long(0xa002, 700)],
    };
    const file = await exported(jpeg({ xmp, exif }), {
      format,
      policy: 'everything',
      output: { ...turned, width: 64, height: 48 },
    });
    const { words, text } = await packetOf(file);
    expect(words('tiff:Orientation')).toEqual(['1']);
    expect(words('xmp-exif:PixelXDimension')).toEqual(['64']);
    expect(words('tiff:ImageLength')).toEqual(['48']);
    expect(text).not.toMatch(/hdrgm:Version|MotionPhoto/);
    expect(text).toContain('BurstID');
  });
});

describe('what was taken out', () => {
  const xmp = packet(`<dc:subject><rdf:Bag><rdf:li>Ada</rdf:li><rdf:li>Sea</rdf:li></rdf:Bag></dc:subject>
    <lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Ada</rdf:li><rdf:li>Ada|Sea</rdf:li></rdf:Bag></lr:hierarchicalSubject>
    <pdf:Keywords>Ada</pdf:Keywords><photoshop:City>Ada</photoshop:City>${regions('normalized', '0.3', '0.65')}
    <Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Berlin</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>`);

  test('is out of everything that says the same, and of nothing else', async () => {
    const note = { tag: 0x927c, type: 7, count: 20, bytes: new TextEncoder().encode('a note with Ada in it') };
    const exif = { ...emptyBlock(), ifd0: [make.text(0x010f, 'Canon')], exif: [note], makerNoteAt: 200 };
    const statement = changed({ 'dc:subject': ['Sea'], 'iptc:Keywords': ['Sea'] }, { 'dc:subject': ['Ada'] });
    const file = await exported(jpeg({ xmp, exif }), { format: 'jpeg', policy: 'everything', statement });
    const { words, text } = await packetOf(file);
    expect(words('dc:subject')).toEqual(['Sea']);
    expect(words('lr:hierarchicalSubject')).toEqual(['Sea']);
    // A city of the same name is another field's.
    expect(words('photoshop:City')).toEqual(['Ada']);
    expect(text.match(/Ada/g)).toHaveLength(1);
    expect(Buffer.from(file).toString('latin1')).not.toContain('a note with');
  });

  test('a title that is changed leaves no copy of the old one, in no language', async () => {
    const titled =
      packet(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Old one</rdf:li><rdf:li xml:lang="en">Old one</rdf:li>
      <rdf:li xml:lang="de">Altes</rdf:li></rdf:Alt></dc:title><pdf:Title>Old one</pdf:Title>`);
    const utf16 = Uint8Array.from([...'Old one\0'].flatMap((letter) => [letter.charCodeAt(0), 0]));
    const exif = { ...emptyBlock(), ifd0: [make.raw(0x9c9b, 1, utf16)] };
    const file = await exported(jpeg({ xmp: titled, exif }), {
      format: 'jpeg',
      policy: 'everything',
      statement: changed({ 'dc:title': 'New' }),
    });
    const all = Buffer.from(file).toString('latin1').replace(/\0/g, '');
    expect(all).not.toContain('Old one');
    expect((await packetOf(file)).words('dc:title')).toEqual(['New', 'Altes']);
    // Windows' own tag says the new one.
    expect(all.match(/New/g)).toHaveLength(2);
  });

  test('a position takes with it all that says one', async () => {
    const exif = {
      ...emptyBlock(),
      gps: [
        make.rational(2, [
          [48, 1],
          [8, 1],
          [0, 1],
        ]),
        make.rational(6, [[500, 1]]),
      ],
    };
    const placed = packet('<exif:GPSLatitude>48,8.0N</exif:GPSLatitude><exif:GPSAltitude>500/1</exif:GPSAltitude>');
    const file = await exported(jpeg({ xmp: placed, exif }), {
      format: 'jpeg',
      policy: 'everything',
      statement: changed({ 'exif:GPSPosition': null, 'dc:title': 'Kept' }),
    });
    expect((await packetOf(file)).text).not.toMatch(/GPS/);
    expect((await gather(file)).exif).toBeNull();
  });
});

describe('IPTC and its digest', () => {
  const iptc = Uint8Array.from([0x1c, 2, 0x5a, 0, 5, ...Buffer.from('Paris')]);
  const stated = new Uint8Array(16).fill(7);

  test.each([
    ['that fits, fits', 'fresh', { fits: true }],
    ['that does not fit still does not', stated, { fits: false, stated }],
    ['that is not there is not there', null, null],
  ] as const)('a digest %s', async (_name, digest, expected) => {
    const original = jpeg({ iptc, iptcDigest: digest as Uint8Array | null });
    const again = await gather(await exported(original, { format: 'jpeg', policy: 'everything' }));
    if (expected === null) expect(again.iptcDigest).toBeNull();
    else expect(again.iptcDigest).toMatchObject(expected);
  });
});

test.skipIf(!has('exiftool') || !existsSync(corpus('photos/iphone-p3-gps-12mp.heic')))(
  'Apple’s note stays readable and leads to no film',
  async () => {
    const original = new Uint8Array(readFileSync(corpus('photos/iphone-p3-gps-12mp.heic')));
    const path = join(tmpdir(), `satchel-apple-${process.pid}.jpg`);
    writeFileSync(path, await exported(original, { format: 'jpeg', policy: 'everything' }));
    const tags = JSON.parse(run('exiftool', ['-json', '-G1', '-Apple:all', '-Warning', path]))[0];
    expect(tags).toMatchObject({ 'Apple:AETarget': 172, 'Apple:FocusDistanceRange': '22.72 - 46.33 m' });
    expect(Object.keys(tags).filter((tag) => /LivePhoto|Warning/.test(tag))).toEqual([]);
  },
);

describe('the words of a drawing', () => {
  const drawing =
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><title>Harbour map</title>
    <desc>Piers &amp; boats</desc><metadata><rdf:RDF><cc:Work><dc:rights><cc:Agent><dc:title>© Ada</dc:title></cc:Agent></dc:rights>
    </cc:Work></rdf:RDF></metadata></svg>`);

  test.each(FORMAT_IDS)('reach a %s', async (format) => {
    const output: Output = {
      container: FORMATS[format].container,
      mime: 'image/x',
      width: 64,
      height: 48,
      dpi: 72,
      stored: { width: 64, height: 48 },
      orientation: 1,
      colours: null,
    };
    const made = (policy: 'everything' | 'all-but-location' | 'copyright-only') =>
      packetOf(embed(bare(format), format, compose(svgBlocks(drawing), NOTHING_SAID, { policy, output })));
    for (const policy of ['everything', 'all-but-location'] as const) {
      const { words } = await made(policy);
      expect([words('dc:title'), words('dc:description')]).toEqual([['Harbour map'], ['Piers & boats']]);
    }
    const { words } = await made('copyright-only');
    expect([words('dc:title'), words('dc:rights')]).toEqual([[], ['© Ada']]);
  });
});

test('the comment of a GIF reaches other formats, unless a program left it there', async () => {
  const gif = (comment: string) =>
    embed(bare('gif'), 'gif', {
      exif: null,
      xmp: null,
      iptc: null,
      iptcDigest: null,
      texts: [],
      comments: [new TextEncoder().encode(comment)],
    });
  const file = await exported(gif('Zoë at the pier'), { format: 'webp', policy: 'everything' });
  expect((await packetOf(file)).words('dc:description')).toEqual(['Zoë at the pier']);
  const other = await exported(gif('Created with GIMP'), { format: 'webp', policy: 'everything' });
  expect((await gather(other)).xmp).toEqual([]);
});

test('what only a comment or Windows’ tags say is told beside a file where everything is, and else not', async () => {
  const utf16 = Uint8Array.from([...'48.1, 11.5\0'].flatMap((letter) => [letter.charCodeAt(0), 0]));
  const exif = { ...emptyBlock(), ifd0: [make.raw(0x9c9b, 1, utf16), make.text(0x8298, '© Ada')] };
  const statement = await statementAfter(jpeg({ exif }));
  expect(said(allowed(statement, 'everything'))['dc:title']).toBe('48.1, 11.5');
  expect(said(allowed(statement, 'all-but-location'))).toMatchObject({ 'dc:rights': '© Ada' });
  expect(said(allowed(statement, 'all-but-location'))).not.toHaveProperty('dc:title');
  const edited = await statementAfter(jpeg({ exif }), { title: 'Typed here' });
  expect(said(allowed(edited, 'all-but-location'))['dc:title']).toBe('Typed here');
});
