import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, type UploadFile } from '../support/app';
import { fixture } from '../support/tools';

/** Files that were made to keep a reader busy: each is taken, and none stops the others. */
let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const file = (name: string, content: Buffer | string, mimeType = ''): UploadFile => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

const manyAttributes = () => {
  const attributes = Array.from({ length: 400_000 }, (_, i) => `dc:a${i}="x"`).join(' ');
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" ${attributes}/></rdf:RDF></x:xmpmeta>`;
};

/** A PNG with a packet (PNG 3rd edition, §11.3.3.4: iTXt), not compressed. */
function pngWith(packet: string): Buffer {
  const png = readFileSync(fixture('photo.png'));
  const body = Buffer.concat([Buffer.from('iTXtXML:com.adobe.xmp\0\0\0\0\0', 'latin1'), Buffer.from(packet)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

test('a document type of brackets, and packets with 400,000 attributes, in files and beside them', async () => {
  await app.upload([
    file('brackets.txt', `<!DOCTYPE${'[]'.repeat(50)}`),
    file('more-brackets.txt', `<!DOCTYPE${'[]'.repeat(30_000)}`),
    file('attributes.png', pngWith(manyAttributes())),
    file('attributes-too.png', pngWith(`${manyAttributes()} `)),
    file('beside.webp', readFileSync(fixture('photo.webp'))),
    file('beside.webp.xmp', manyAttributes()),
    file('last.gif', readFileSync(fixture('photo.gif'))),
  ]);
  await app.settled();
  for (const name of ['brackets.txt', 'attributes.png', 'attributes-too.png', 'beside.webp', 'last.gif']) {
    await app.page.getByRole('gridcell', { name, exact: true }).waitFor();
  }
  // A sidecar that says nothing that could be read is kept as the file that it is.
  await app.page.getByRole('gridcell', { name: 'beside.webp.xmp', exact: true }).waitFor();
  expect((await app.download('attributes.png', 'Web 1600')).name).toBe('attributes.jpg');
  expect(app.errors).toEqual([]);
});
