import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fixture, has } from '../../tests/support/tools';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { originOf } from '../domain/embedded';
import { believedValues } from '../fields/belief';
import { readSvgWords } from './containers/svg/words';
import { userComment } from './exif/text';
import { photoshopBlocks } from './iptc/photoshop-write';
import { readEmbedded } from './read';

const exact = (bytes: Uint8Array) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const read = (bytes: Uint8Array) => readEmbedded(exact(bytes));
const ascii = (text: string) => Buffer.from(text, 'latin1');

/** A JPEG's head with some segments; its picture is of no matter here. */
const jpeg = (...segments: [marker: number, contents: Uint8Array][]) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      ...segments.flatMap(([marker, contents]) => {
        const length = contents.length + 2;
        return [Buffer.from([0xff, marker, length >> 8, length & 0xff]), Buffer.from(contents)];
      }),
      Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9]),
    ]),
  );
const photoshopBlock = (records: Uint8Array) => photoshopBlocks(records, 'fresh', 65_533)[0];
const dataset = (number: number, text: string) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x1c, 2, number, bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

describe('what containers say besides EXIF and XMP', () => {
  test('IPTC in several segments is read whole', async () => {
    const first = photoshopBlock(new Uint8Array(Buffer.concat([dataset(25, 'sea'), dataset(90, 'Rome')])));
    const second = photoshopBlock(new Uint8Array(Buffer.concat([dataset(25, 'pier'), dataset(105, 'Head')])));
    expect(await read(jpeg([0xed, first as Uint8Array], [0xed, second as Uint8Array]))).toMatchObject({
      'iptc:Keywords': ['sea', 'pier'],
      'iptc:City': 'Rome',
      'iptc:Headline': 'Head',
    });
  });

  test('a record that goes on from one segment into the next', async () => {
    const whole = photoshopBlock(new Uint8Array(dataset(120, 'Ø'.repeat(900)))) as Uint8Array;
    const name = ascii('Photoshop 3.0\0');
    const parts = [whole.subarray(0, 700), new Uint8Array(Buffer.concat([name, whole.subarray(700)]))] as const;
    expect((await read(jpeg([0xed, parts[0]], [0xed, parts[1]])))['iptc:Caption-Abstract']).toBe('Ø'.repeat(900));
  });

  test('comments of a JPEG, of a camera and of a person', async () => {
    const file = await read(jpeg([0xfe, ascii('CREATOR: gd-jpeg v1.0')], [0xfe, Buffer.from('Zoë at the pier\0')]));
    expect(file['jpeg:Comment']).toEqual(['CREATOR: gd-jpeg v1.0', 'Zoë at the pier']);
    expect(believedValues(originOf(file), DEFAULT_FIELDS)).toEqual({ description: 'Zoë at the pier' });
  });

  test('texts of a PNG', async () => {
    const chunk = (type: string, body: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      return Buffer.concat([length, ascii(type), body, Buffer.alloc(4)]);
    };
    const png = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', Buffer.alloc(13)),
      chunk('tEXt', ascii('Title\0Pier in fog')),
      chunk('tEXt', Buffer.from('Author\0Zoë Ångström')),
      chunk('zTXt', Buffer.concat([ascii('Description\0\0'), deflateSync(Buffer.from('Two boats', 'latin1'))])),
      chunk('iTXt', Buffer.concat([ascii('Copyright\0\0\0\0\0'), Buffer.from('© 港')])),
      chunk('tEXt', ascii('Creation Time\0Mon, 15 Jan 2024 10:00:00 +0100')),
      chunk('tEXt', ascii('Comment\0Created with GIMP')),
    ]);
    expect(believedValues(originOf(await read(new Uint8Array(png))), DEFAULT_FIELDS)).toEqual({
      title: 'Pier in fog',
      creator: ['Zoë Ångström'],
      description: 'Two boats',
      copyright: '© 港',
      'date-created': '2024-01-15T10:00:00+01:00',
    });
  });

  test('an SVG’s title, description and what Inkscape writes about a work', () => {
    const svg = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><title>Harbour</title>
      <desc>Two boats</desc><g><title>not this one</title></g><metadata><rdf:RDF><cc:Work rdf:about="">
      <dc:creator><cc:Agent><dc:title>Zoë</dc:title></cc:Agent></dc:creator><dc:rights><cc:Agent><dc:title>CC0</dc:title>
      </cc:Agent></dc:rights><dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>boats</rdf:li></rdf:Bag></dc:subject></cc:Work>
      </rdf:RDF></metadata></svg>`;
    expect(believedValues(originOf(readSvgWords(svg)), DEFAULT_FIELDS)).toEqual({
      title: 'Harbour',
      description: 'Two boats',
      creator: ['Zoë'],
      copyright: 'CC0',
      keywords: ['sea', 'boats'],
    });
    for (const bad of [
      '',
      '<svg',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
      '<x/>',
    ]) {
      expect(readSvgWords(bad)).toEqual({});
    }
  });

  test.each<[string, number[]]>([
    ['ASCII', [...ascii('ASCII\0\0\0Zoe')]],
    ['UTF-8 that says ASCII', [...ascii('ASCII\0\0\0'), ...Buffer.from('Zoë')]],
    ['Unicode, big-endian', [...ascii('UNICODE\0'), 0, 0x5a, 0, 0x6f, 0, 0xeb]],
    ['Unicode, little-endian', [...ascii('UNICODE\0'), 0x5a, 0, 0x6f, 0, 0xeb, 0]],
    ['nothing said', [0, 0, 0, 0, 0, 0, 0, 0, ...ascii('Zoe')]],
    ['no code at all', [...ascii('Zoe and others')]],
  ])('a comment of EXIF: %s', (_name, bytes) => {
    expect(userComment(bytes)).toMatch(/^Zo[eë]/);
  });

  test('a table of numbers is no comment', () => {
    expect(userComment([...ascii('ASCII\0\0\0'), 1, 2, 3, 65, 0, 66])).toBe('');
  });
});

/** Each kind of picture, with words that ExifTool wrote into it where it can. */
describe.skipIf(!has('exiftool'))('what ExifTool writes is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'satchel-words-'));
  const write = (name: string, ...args: string[]) => {
    const path = join(folder, `${args.length}-${name}`);
    copyFileSync(fixture(name), path);
    execFileSync('exiftool', ['-q', '-m', '-overwrite_original', ...args, path]);
    return read(new Uint8Array(readFileSync(path)));
  };

  test.each(['located.jpg', 'photo.png', 'photo.webp', 'photo.tif', 'photo.avif', 'photo.gif', 'photo.jxl'])(
    'XMP in %s, with its letters',
    async (name) => {
      const file = await write(name, '-XMP-dc:Title=Zażółć 港', '-XMP-dc:Subject=b');
      expect(believedValues(originOf(file), DEFAULT_FIELDS)).toMatchObject({ title: 'Zażółć 港' });
    },
  );

  test('Windows’ tags and stars', async () => {
    const tags = [
      '-XPTitle=Tytuł',
      '-XPKeywords=morze;łódź',
      '-XPAuthor=Zoë',
      '-IFD0:RatingPercent=75',
      '-XMP:all=',
      '-IPTC:all=',
    ];
    const file = await write('located.jpg', '-Artist=', '-EXIF:Rating=', ...tags);
    expect(believedValues(originOf(file), DEFAULT_FIELDS)).toMatchObject({
      title: 'Tytuł',
      keywords: ['morze', 'łódź'],
      creator: ['Zoë'],
      rating: 4,
    });
  });

  test('a position without its side is left alone', async () => {
    const file = await write(
      'photo.tif',
      '-GPSLatitude=48.137',
      '-GPSLongitude=11.575',
      '-GPSLatitudeRef=',
      '-XMP:all=',
    );
    expect(believedValues(originOf(file), DEFAULT_FIELDS).place).toBeUndefined();
  });

  test('a comment of a GIF', async () => {
    const file = await write('photo.gif', '-Comment=Boats at a pier', '-XMP:all=', '-q');
    expect(believedValues(originOf(file), DEFAULT_FIELDS)).toMatchObject({ description: 'Boats at a pier' });
    writeFileSync(join(folder, 'cut.gif'), readFileSync(fixture('photo.gif')).subarray(0, 40));
    expect(await read(new Uint8Array(readFileSync(join(folder, 'cut.gif'))))).toEqual({});
  });
});
