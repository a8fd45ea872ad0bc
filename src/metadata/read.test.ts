import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EmbeddedProperties, EmbeddedValue } from '../domain/embedded';
import { readIptc } from './iptc/read';
import { readEmbedded } from './read';
import { readXmp } from './xmp/read';

const corpus = new URL('../../../shared/corpus/metadata/', import.meta.url).pathname;
const read = (path: string): Promise<EmbeddedProperties> => {
  const bytes = readFileSync(path);
  return readEmbedded(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

/** ExifTool's groups for the prefixes we use. */
const GROUPS: Record<string, string> = {
  'XMP-dc': 'dc',
  'XMP-photoshop': 'photoshop',
  'XMP-xmpRights': 'xmpRights',
  'XMP-iptcCore': 'Iptc4xmpCore',
  'XMP-iptcExt': 'Iptc4xmpExt',
  'XMP-xmp': 'xmp',
  IPTC: 'iptc',
};
/** What ExifTool reformats: numbers, dates with colons, coded sets. */
const NOT_TEXT = new Set(['CodedCharacterSet', 'EnvelopeRecordVersion', 'ApplicationRecordVersion', 'ICCProfileName']);

const plain = (value: EmbeddedValue | undefined): unknown => {
  if (value && typeof value === 'object' && 'languages' in value) {
    return value.languages['x-default'] ?? Object.values(value.languages)[0];
  }
  return value;
};
const comparable = (value: unknown): string =>
  (Array.isArray(value) ? value : [value])
    .map((each) =>
      String(each)
        .replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3')
        .replace(/(\d\d)T(\d\d:)/, '$1 $2')
        .trim(),
    )
    .map((each) => (/^\d{8}$/.test(each) ? `${each.slice(0, 4)}-${each.slice(4, 6)}-${each.slice(6)}` : each))
    .map((each) =>
      /^\d{6}([+-]\d{4})?$/.test(each)
        ? each.replace(
            /(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?/,
            (_a, h, m, s, z, y) => `${h}:${m}:${s}${z ? `${z}:${y}` : ''}`,
          )
        : each,
    )
    .map((each) => (each.toLowerCase() === 'true' ? 'true' : each.toLowerCase() === 'false' ? 'false' : each))
    .join('|');

/** Files of our own (see make.sh there), and the corpus where it is there: with what ExifTool reads in them. */
const SAID = join(import.meta.dirname, '../../tests/fixtures/said');
const SETS: readonly (readonly [folder: string, expected: string])[] = [
  [SAID, 'expected.json'],
  [corpus, 'expected.numeric.json'],
];
const known = SETS.filter(([folder]) => existsSync(folder)).flatMap(([folder, expected]) => {
  const all: Record<string, unknown>[] = JSON.parse(readFileSync(join(folder, expected), 'utf8'));
  return all
    .filter((each) => /\.(jpe?g|png|tiff?|webp|heic|avif|gif)$/.test(String(each.SourceFile)))
    .map((facts) => [String(facts.SourceFile), folder, facts] as const);
});

describe('what files say, value by value against ExifTool', () => {
  test.each(known)('%s', async (name, folder, facts) => {
    const found = await read(join(folder, name));
    const byLowerCase = new Map(Object.entries(found).map(([key, value]) => [key.toLowerCase(), value]));
    const wrong: string[] = [];
    let compared = 0;
    for (const [key, value] of Object.entries(facts)) {
      const [group = '', tag = ''] = key.split(':');
      const prefix = GROUPS[group];
      if (!prefix || NOT_TEXT.has(tag) || (typeof value === 'object' && !Array.isArray(value))) continue;
      if (Array.isArray(value) && value.some((each) => typeof each === 'object')) continue;
      const [base = '', language] = tag.split(/-(?=[a-z]{2}(?:-[A-Z]+)?$)/);
      const own = byLowerCase.get(`${prefix}:${language ? base : tag}`.toLowerCase());
      const mine =
        language && own && typeof own === 'object' && 'languages' in own ? own.languages[language] : plain(own);
      compared++;
      if (comparable(mine) !== comparable(value))
        wrong.push(`${key}: ${JSON.stringify(mine)} ≠ ${JSON.stringify(value)}`.slice(0, 200));
    }
    expect(wrong).toEqual([]);
    const exif: Record<string, string> = {
      Artist: 'IFD0',
      Copyright: 'IFD0',
      ImageDescription: 'IFD0',
      Make: 'IFD0',
      Model: 'IFD0',
    };
    for (const [tag, group] of Object.entries(exif)) {
      const want = facts[`${group}:${tag}`];
      if (want !== undefined && String(want).trim() !== '')
        expect(String(found[`exif:${tag}`]), tag).toBe(String(want).trim());
    }
    if (['p3-multilang.jpg', 'everything-8x8.jpg', 'said.jpg', 'said.tif'].includes(name))
      expect(compared).toBeGreaterThan(20);
    if (folder === SAID) expect(compared).toBeGreaterThan(10);
  });
});

test('tags that all claim the whole of a large file are not followed', async () => {
  const size = 16 * 1024 * 1024;
  const file = new Uint8Array(size).fill(0x41);
  const view = new DataView(file.buffer);
  // TIFF 6.0, §2: one directory with the tags that text is read from.
  const tags = [0x10e, 0x10f, 0x110, 0x131, 0x13b, 0x8298, 0x9286];
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, tags.length, true);
  for (const [i, tag] of tags.entries()) {
    const at = 10 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, 2, true);
    view.setUint32(at + 4, size - 1000, true);
    view.setUint32(at + 8, 500, true);
  }
  expect(await readEmbedded(file.buffer)).toEqual({});
});

describe('XMP', () => {
  const packet = (inner: string, before = '') =>
    `${before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
        xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" p:City="Rome">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;

  test('properties by their usual prefix: attributes, lists, languages, structures', () => {
    const found = readXmp(
      packet(`<d:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b &amp; c</rdf:li></rdf:Bag></d:subject>
        <d:title><rdf:Alt><rdf:li xml:lang="x-default">One</rdf:li><rdf:li xml:lang="de">Eins</rdf:li></rdf:Alt></d:title>
        <r:Regions rdf:parseType="Resource"><r:RegionList><rdf:Bag><rdf:li><rdf:Description r:Name="Mia"/></rdf:li></rdf:Bag></r:RegionList></r:Regions>`),
    );
    expect(found).toEqual({
      'photoshop:City': 'Rome',
      'dc:subject': ['a', 'b & c'],
      'dc:title': { languages: { 'x-default': 'One', de: 'Eins' } },
      'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Name': 'Mia',
    });
  });

  test.each([
    ['entities', packet('', '<!DOCTYPE x [<!ENTITY a "b">]>')],
    ['not well-formed', packet('<d:title>')],
    ['nothing', ''],
    ['no XML', 'plain words'],
  ])('%s: nothing, and nothing thrown', (_name, text) => {
    expect(readXmp(text)).toEqual({});
  });

  test('a packet in UTF-16', () => {
    const utf16 = new Uint8Array(new Uint16Array([...`\uFEFF${packet('')}`].map((char) => char.charCodeAt(0))).buffer);
    expect(readXmp(utf16)).toEqual({ 'photoshop:City': 'Rome' });
  });

  test('thousands of levels do not break it: nothing of such a packet is used', () => {
    const levels = (count: number) => packet('<d:x rdf:parseType="Resource">'.repeat(count) + '</d:x>'.repeat(count));
    expect(readXmp(levels(3000))).toEqual({});
    expect(readXmp(levels(60))['photoshop:City']).toBe('Rome');
  });
});

describe('IPTC-IIM', () => {
  const dataset = (id: number, bytes: number[]) => ({ id, bytes: Uint8Array.from(bytes) });
  const utf8 = dataset(0x15a, [0x1b, 0x25, 0x47]);

  test.each([
    ['UTF-8, declared', [utf8, dataset(0x25a, [0xc3, 0xa9])], 'é'],
    ['UTF-8, not declared', [dataset(0x25a, [0xc3, 0xa9])], 'é'],
    ['Latin-1', [dataset(0x25a, [0xe9])], 'é'],
    ['Latin-1 declared as UTF-8', [utf8, dataset(0x25a, [0xe9])], 'é'],
  ])('%s', (_name, datasets, city) => {
    expect(readIptc(datasets)).toEqual({ 'iptc:City': city });
  });

  test('what may be repeated is a list, of the rest the first counts', () => {
    const found = readIptc([dataset(0x219, [97]), dataset(0x219, [98]), dataset(0x205, [99]), dataset(0x205, [100])]);
    expect(found).toEqual({ 'iptc:Keywords': ['a', 'b'], 'iptc:ObjectName': 'c' });
  });
});

test('rubbish has no metadata, and throws nothing', async () => {
  expect(await readEmbedded(new ArrayBuffer(0))).toEqual({});
  expect(await readEmbedded(new TextEncoder().encode('not a picture at all, but long enough').buffer)).toEqual({});
});
