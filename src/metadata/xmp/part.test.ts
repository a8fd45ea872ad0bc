import { describe, expect, test } from 'vitest';
import { clean, coordinates, newPacket, setProperty, xmpWords } from './part';
import { parsePacket } from './read';

const packet = (properties: string) => {
  const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const document = parsePacket(new TextEncoder().encode(text));
  if (!document) throw new Error('no packet');
  return document;
};
const alt = (...texts: [language: string, text: string][]) =>
  `<dc:title><rdf:Alt>${texts.map(([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`).join('')}</rdf:Alt></dc:title>`;

describe('a text in several languages', () => {
  test('has its default first; what said the same goes with it, others stay', () => {
    const document = packet(alt(['de', 'Boote'], ['x-default', 'Boats'], ['en', 'Boats']));
    setProperty(document, 'dc:title', 'Ships');
    expect(String(document).match(/<rdf:li[^>]*>[^<]*/g)).toEqual([
      '<rdf:li xml:lang="x-default">Ships',
      '<rdf:li xml:lang="de">Boote',
    ]);
    expect(xmpWords(document, 'dc:title')).toEqual(['Ships', 'Boote']);
  });
});

test('creators have an order, keywords have none, and what stood there goes', () => {
  const document = newPacket();
  setProperty(document, 'dc:creator', ['Ada', 'Bea']);
  setProperty(document, 'dc:creator', ['Cleo']);
  setProperty(document, 'dc:subject', ['sea', 'boat']);
  const text = String(document);
  expect(text).toMatch(/<dc:creator><rdf:Seq><rdf:li>Cleo<\/rdf:li><\/rdf:Seq><\/dc:creator>/);
  expect(text).toMatch(/<dc:subject><rdf:Bag>/);
  expect(text).not.toContain('Ada');
});

test('a text has nothing that XML cannot hold', () => {
  expect(clean('a\0b\x08c\td\ud800e\udc00f😀\ufffe')).toBe('abc\tdef😀');
  const document = newPacket();
  setProperty(document, 'photoshop:City', 'Pa\0ris');
  expect(xmpWords(document, 'photoshop:City')).toEqual(['Paris']);
});

test.each([
  ['48.8925, 2.2364', '48,53.55000000N', '2,14.18400000E'],
  ['-51.75, -57.5', '51,45.00000000S', '57,30.00000000W'],
  ['0, 0', '0,0.00000000N', '0,0.00000000E'],
])('%s in degrees and minutes (XMP part 2, §1.2.7.4)', (text, latitude, longitude) => {
  expect(coordinates(text)).toEqual({ latitude, longitude });
});

test('what is no position is none', () => {
  expect(coordinates('somewhere')).toBeNull();
});
