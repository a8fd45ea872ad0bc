import { expect, test } from 'vitest';
import { withoutLocationIptc, withoutLocationXmp } from './location';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | null) => (bytes ? new TextDecoder().decode(bytes) : null);

const packet = (body: string, attributes = '') => `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" ${attributes}>${body}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

test('places go, as elements, attributes and structures; the rest stays', () => {
  const body = `<exif:GPSLatitude>48,53.55N</exif:GPSLatitude><photoshop:City>Paris</photoshop:City>
    <core:Location>La Défense</core:Location><ext:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><ext:City>Lyon</ext:City></rdf:li></rdf:Bag></ext:LocationShown>
    <photoshop:Credit>A. Person</photoshop:Credit><dc:rights>CC0</dc:rights>`;
  const text = decode(
    withoutLocationXmp(
      encode(packet(body, 'exif:GPSLongitude="2,14.18E" photoshop:Country="France" photoshop:Headline="Kept"')),
    ),
  );
  expect(text).not.toMatch(/GPS|Paris|Lyon|Défense|France|48,53/);
  expect(text).toMatch(/A\. Person/);
  expect(text).toMatch(/CC0/);
  expect(text).toMatch(/Kept/);
});

test('the prefix does not matter, the namespace does', () => {
  const own = `<p:City xmlns:p="http://ns.adobe.com/photoshop/1.0/">Paris</p:City><q:City xmlns:q="http://example.org/ns/">a name of something else</q:City>`;
  const text = decode(withoutLocationXmp(encode(packet(own))));
  expect(text).not.toMatch(/Paris/);
  expect(text).toMatch(/something else/);
});

test.each([
  ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${packet('')}`],
  ['cut short', packet('<dc:rights>CC0</dc:rights>').slice(0, 300)],
  ['no XML at all', 'nothing of the kind'],
  ['empty', ''],
])('a packet with %s goes whole rather than maybe keep a place', (_name, text) => {
  expect(withoutLocationXmp(encode(text))).toBeNull();
});

function dataset(record: number, number: number, value: string): number[] {
  const bytes = [...encode(value)];
  return [0x1c, record, number, bytes.length >> 8, bytes.length & 255, ...bytes];
}

test('IPTC-IIM loses its places, in a Photoshop block and bare', () => {
  const records = [
    ...dataset(2, 90, 'Paris'),
    ...dataset(2, 110, 'A. Person'),
    ...dataset(2, 101, 'France'),
    ...dataset(1, 90, '\u001b%G'),
  ];
  const kept = [...dataset(2, 110, 'A. Person'), ...dataset(1, 90, '\u001b%G')];
  expect([...(withoutLocationIptc(new Uint8Array(records)) ?? [])]).toEqual(kept);

  const other = [...encode('8BIM'), 0x04, 0x24, 0, 0, 0, 0, 0, 4, ...encode('GPS!')];
  const iim = [
    ...encode('8BIM'),
    0x04,
    0x04,
    0,
    0,
    0,
    0,
    0,
    records.length,
    ...records,
    ...(records.length % 2 ? [0] : []),
  ];
  const block = withoutLocationIptc(new Uint8Array([...encode('Photoshop 3.0\0'), ...other, ...iim]));
  const text = decode(block) ?? '';
  expect(text).toMatch(/^Photoshop 3\.0\0.*A\. Person/s);
  expect(text).not.toMatch(/Paris|France|GPS!/);
});

test('IPTC-IIM that is broken goes whole', () => {
  expect(withoutLocationIptc(new Uint8Array([0x1c, 2, 90, 0, 200, 1]))).toBeNull();
  expect(withoutLocationIptc(encode('Photoshop 3.0\0rubbish that is none'))).toBeNull();
  expect(withoutLocationIptc(new Uint8Array())).toBeNull();
});
