import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withinXmlLimits } from './limits';
import { allPlaces, mergedPackets } from './part';
import { parsePacket, readXmp } from './read';

const packet = (inside: string, attributes = '') =>
  `<?xpacket begin="\uFEFF"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const many = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join('');

test.each([
  ['what programs write', packet('<dc:subject><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:subject>')],
  ['comments, character data, instructions', packet('<!-- < > " --><dc:a><![CDATA[<<<]]></dc:a><?x <a ?>')],
  ['either quotation mark, and what stands in it', packet('', `dc:a='">/' dc:b = "'>/"`)],
  [
    '400 attributes on one element',
    packet(
      '',
      many(400, (i) => `dc:a${i}="x" `),
    ),
  ],
  ['50,000 items', packet(`<dc:a><rdf:Bag>${'<rdf:li>x</rdf:li>'.repeat(50_000)}</rdf:Bag></dc:a>`)],
])('%s may be parsed', (_, text) => {
  expect(withinXmlLimits(text)).toBe(true);
  expect(parsePacket(text)).not.toBeNull();
});

test('two packets of 40,000 properties each are one in as much time as they have properties', () => {
  const [first, second] = ['a', 'b'].map((name) =>
    new TextEncoder().encode(packet(many(40_000, (i) => `<dc:${name}${i}>x</dc:${name}${i}>`))),
  );
  const merged = mergedPackets([first, second, first].map((each) => each ?? new Uint8Array()));
  expect(merged && allPlaces(merged).length).toBe(80_000);
});

test.each([
  [
    '400,000 attributes',
    packet(
      '',
      many(400_000, (i) => `dc:a${i}="x" `),
    ),
  ],
  ['500 elements of 1,000 attributes', packet(many(500, () => `<dc:a ${many(1000, (i) => `dc:a${i}="x" `)}/>`))],
  ['a million elements', packet('<dc:a/>'.repeat(1_000_000))],
  ['a million depths', packet('<dc:a>'.repeat(1_000_000))],
  ['a name of a million letters', packet(`<dc:${'a'.repeat(1_000_000)}/>`)],
  [
    'long paths to many properties',
    packet(`${'<dc:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>'.repeat(50)}${'<dc:b/>'.repeat(90_000)}`),
  ],
  ['more text than any packet', packet('x'.repeat(17 * 1024 * 1024))],
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
  ['tags that never end', '<a '.repeat(500_000)],
  ['a quotation mark that never ends', `<a b="${'<a b='.repeat(500_000)}`],
  ['an end without a beginning', '</a>'],
])('%s is refused', (_, text) => {
  expect(withinXmlLimits(text)).toBe(false);
  expect(readXmp(text)).toEqual({});
});

test('zeros in the middle cost no more than zeros at the end', () => {
  const zeros = '\0'.repeat(4_000_000);
  expect(readXmp(`${packet('<dc:format>x</dc:format>')}${zeros}`)).toEqual({ 'dc:format': 'x' });
  expect(readXmp(`${packet('')}${zeros}x`)).toEqual({});
});

test('whatever stands in a packet, reading it ends, and nothing is thrown', () => {
  const pieces = [
    '<',
    '>',
    '/',
    '!',
    '?',
    '"',
    "'",
    '=',
    ' ',
    'a',
    'dc:a',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&#0;',
    '\0',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      readXmp(packet(parts.join('')));
      readXmp(parts.join(''));
    }),
    { numRuns: 2000 },
  );
});
