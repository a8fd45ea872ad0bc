import { expect, test } from 'vitest';
import { codeOf } from '../../domain/errors';
import { readMultistatus } from './multistatus';

const ADDRESS = 'https://dav.example.org/dav/a%20b/';

const failed = (xml: string) => {
  try {
    return readMultistatus(xml, ADDRESS);
  } catch (error) {
    return codeOf(error);
  }
};

test('Apache: a namespace of its own for DAV’s properties', () => {
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:">
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/dav/a%20b/</D:href>
<D:propstat><D:prop><lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
<D:propstat><D:prop><D:getcontentlength/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>
</D:response>
<D:response xmlns:lp1="DAV:"><D:href>/dav/a%20b/c</D:href>
<D:propstat><D:prop><lp1:resourcetype/><lp1:getcontentlength>12</lp1:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
</D:response>
</D:multistatus>`;
  expect(readMultistatus(xml, ADDRESS)).toEqual([{ name: 'c', bytes: 12, isFolder: false }]);
});

test('IIS and others: addresses, folders without "/" at the end, all properties, locks with addresses of their own', () => {
  const xml = `<?xml version="1.0"?><!-- all --><a:multistatus xmlns:a="DAV:" xmlns:b="urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/">
<a:response><a:href>https://dav.example.org/dav/a%20b</a:href><a:propstat><a:prop><a:resourcetype><a:collection/></a:resourcetype></a:prop></a:propstat></a:response>
<a:response><a:href><![CDATA[https://dav.example.org/dav/a%20b/x&y]]></a:href><a:propstat><a:status>HTTP/1.1 200 OK</a:status><a:prop><a:getcontentlength b:dt="int">7</a:getcontentlength><a:lockdiscovery><a:activelock><a:owner><a:href>mailto:ana@example.org</a:href></a:owner><a:lockroot><a:href>/elsewhere</a:href></a:lockroot></a:activelock></a:lockdiscovery><a:resourcetype/></a:prop></a:propstat></a:response>
<a:response><a:href>https://dav.example.org/dav/a%20b/sub</a:href><a:propstat><a:prop><a:resourcetype><a:collection></a:collection></a:resourcetype></a:prop></a:propstat></a:response>
</a:multistatus>`;
  expect(readMultistatus(xml, ADDRESS)).toEqual([
    { name: 'x&y', bytes: 7, isFolder: false },
    { name: 'sub', bytes: 0, isFolder: true },
  ]);
});

const responses = (...hrefs: string[]) =>
  `<multistatus xmlns="DAV:">${hrefs.map((href) => `<response><href>${href}</href></response>`).join('')}</multistatus>`;

test.each([
  ['/dav/a b/c', 'c'],
  ['/dav/a%20b/%63', 'c'],
  ['//dav.example.org/dav/a%20b/c', 'c'],
  ['/dav//a%20b/c', 'c'],
  [' /dav/a%20b/c\n', 'c'],
  ['/dav/a%20b/c&amp;d', 'c&d'],
  ['/dav/a%20b/c&#38;&#x64;', 'c&d'],
  ['/dav/a%20b/100%', '100%'],
  ['/dav/a%20b/u%CC%88', 'ü'],
])('%s is of this folder', (href, name) => {
  expect(readMultistatus(responses('/dav/a%20b/', href), ADDRESS)).toEqual([{ name, bytes: 0, isFolder: false }]);
});

test('what is gone meanwhile is left out', () => {
  const xml =
    '<multistatus><response><href>/dav/a%20b/c</href><status>HTTP/1.1 404 Not Found</status></response></multistatus>';
  expect(readMultistatus(xml, ADDRESS)).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['a page', '<html><body>Sign in</body></html>'],
  ['what was cut', responses('/dav/a%20b/c').replace('</multistatus>', '')],
  ['what was cut in a tag', responses('/dav/a%20b/c').slice(0, -5)],
  ['tags that do not fit', '<multistatus><response></multistatus></response>'],
  ['another folder', responses('/inner/a%20b/c')],
  ['one above', responses('/dav/')],
  ['one too deep', responses('/dav/a%20b/c/d')],
])('%s is no list of the folder', (_what, xml) => {
  expect(failed(xml)).toBe('carrier-failed');
});
