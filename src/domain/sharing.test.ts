import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddresses } from '../text/addresses';
import { fromBase64Url, toBase64Url } from '../text/base64';
import { eml, mailto } from '../text/email';
import { readLink, type ShareLink, writeLink } from './share-link';

const KEY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
const link: ShareLink = { carrier: 'file', key: KEY, bytes: 1234, data: null, url: null, meeting: null };
const written = writeLink('https://example.org/satchel/#/assets', link);

test('a link is read as it was written', () => {
  expect(written).toBe(`https://example.org/satchel/#/receive/file&v=1&n=1234&key=${KEY}`);
  expect(readLink(new URL(written).hash)).toEqual(link);
  expect(readLink('#/assets')).toBeUndefined();
  expect(readLink('#/receive/file&v=2&key=x')).toBe('newer');
});

const ROOM = 'Qw3_rT-yUiOpAsDfGhJkLz';
const live: ShareLink = {
  ...link,
  carrier: 'live',
  meeting: { room: ROOM, servers: ['wss://relay.example.org/', 'stun:stun.example.org:3478'], offer: null },
};

test('a link to a browser names where the two meet, or holds a code', () => {
  const hash = (each: ShareLink) => new URL(writeLink('https://example.org/', each)).hash;
  expect(readLink(hash(live))).toEqual(live);
  const coded: ShareLink = { ...live, meeting: { room: ROOM, servers: [], offer: 'abc_DEF-123'.repeat(30) } };
  expect(readLink(hash(coded))).toEqual(coded);
  // Neither relay nor code, a room that was cut, and servers that no browser should be sent to.
  const meet = (change: object) => hash({ ...live, meeting: { room: ROOM, servers: [], offer: null, ...change } });
  expect(readLink(meet({}))).toBe('cut');
  expect(readLink(meet({ servers: ['stun:stun.example.org'] }))).toBe('cut');
  expect(readLink(meet({ room: ROOM.slice(1), offer: 'a'.repeat(50) }))).toBe('cut');
  for (const server of ['ws://relay.example.org/', 'https://relay.example.org/', 'turn:x', 'javascript:alert(1)', '']) {
    expect(readLink(meet({ servers: [server], offer: 'a'.repeat(50) }))).toBe('cut');
  }
  expect(readLink(meet({ servers: Array(9).fill('wss://relay.example.org/') }))).toBe('cut');
  const whole = hash(live);
  for (let length = '#/receive/live'.length; length < whole.length; length++) {
    expect(readLink(whole.slice(0, length))).toBe('cut');
  }
});

test.each([
  ['a full stop behind it', (text: string) => `${text}.`],
  ['a bracket and a comma behind it', (text: string) => `${text}),`],
  ['"=20" behind it', (text: string) => `${text}=20`],
  ['quoted-printable', (text: string) => text.replaceAll('=', '=3D').replace(/.{70}/g, '$&=\r\n')],
  ['escaped once', (text: string) => text.replaceAll('&', '%26').replaceAll('=', '%3D')],
  ['escaped twice', (text: string) => text.replaceAll('&', '%2526').replaceAll('=', '%253D')],
  ['entities', (text: string) => text.replaceAll('&', '&amp;')],
  ['wrapped', (text: string) => text.replace(/.{40}/g, '$& \n')],
  ['in small letters', (text: string) => text.toLowerCase()],
])('a link survives mail programs: %s', (_what, change) => {
  expect(readLink(change(new URL(written).hash))).toEqual(link);
});

test('a link that was cut or changed is never taken for whole', () => {
  const hash = new URL(written).hash;
  for (let length = '#/receive/file'.length; length < hash.length; length++) {
    const read = readLink(hash.slice(0, length));
    expect(read).toBe('cut');
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: KEY.length - 1 }),
      fc.constantFrom(...'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'),
      (at, char) => {
        fc.pre(KEY[at] !== char);
        const changed = KEY.slice(0, at) + char + KEY.slice(at + 1);
        expect(readLink(hash.replace(KEY, changed))).toBe('cut');
      },
    ),
    { numRuns: 3000 },
  );
});

test('a link without a key says so', () => {
  const locked: ShareLink = { ...link, key: null };
  expect(readLink(new URL(writeLink('https://example.org/', locked)).hash)).toEqual(locked);
});

test('base64url', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('five hundred addresses', () => {
  const text = Array.from({ length: 500 }, (_, i) => `p${i}@example.org`).join(';');
  expect(parseAddresses(text).addresses.length).toBe(500);
});

test('mailto: what RFC 6068 says, and no header of anybody else’s', () => {
  const url = mailto({
    from: null,
    to: [
      { name: 'Z', email: 'a+b@example.org' },
      { name: '', email: 'c@example.org' },
    ],
    subject: 'Two\r\nBcc: x',
    text: 'one\ntwo & three',
  });
  expect(url).toBe('mailto:a%2Bb@example.org,c@example.org?subject=Two%20Bcc%3A%20x&body=one%0D%0Atwo%20%26%20three');
});

test('a draft has no header that was not meant, whatever the words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (subject, name) => {
      const draft = eml(
        { from: { name, email: 'me@example.org' }, to: [{ name, email: 'you@example.org' }], subject, text: subject },
        [],
        'b',
      );
      const [head = ''] = (await draft.text()).split('\r\n\r\n');
      const names = head
        .split('\r\n')
        .filter((line) => !line.startsWith(' '))
        .map((line) => line.split(':')[0]);
      expect(names).toEqual([
        'X-Unsent',
        'From',
        'To',
        'Subject',
        'MIME-Version',
        'Content-Type',
        'Content-Transfer-Encoding',
      ]);
      expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    }),
  );
});

test('a package is fetched by https only, or from this device', () => {
  const read = (url: string) =>
    readLink(new URL(writeLink('https://example.org/', { carrier: 'url', key: KEY, url })).hash);
  expect(read('https://storage.example.org/a')).toMatchObject({ url: 'https://storage.example.org/a' });
  expect(read('http://localhost:9000/a')).toMatchObject({ url: 'http://localhost:9000/a' });
  for (const url of ['http://storage.example.org/a', 'ftp://localhost/a', 'javascript:alert(1)', 'a']) {
    expect(read(url)).toBe('cut');
  }
});
