import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fixture, has } from '../../../tests/support/tools';
import { DEFAULT_FIELDS } from '../../domain/default-fields';
import { originOf } from '../../domain/embedded';
import { NOTHING_SAID, type Statement } from '../../domain/statement';
import { believedValues } from '../../fields/belief';
import { gather } from '../gather';
import { readEmbedded } from '../read';
import { readXmp } from '../xmp/read';
import { writeXmp } from '../xmp/write';
import { withJpegMetadata } from './jpeg/embed';
import { jpegPackets } from './jpeg/xmp';
import { jxlBoxes } from './jxl/boxes';

const folder = mkdtempSync(join(tmpdir(), 'satchel-containers-'));
const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
const exact = (bytes: Uint8Array) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const exiftool = (...args: string[]) => execFileSync('exiftool', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
const facts = (path: string, ...tags: string[]) => JSON.parse(exiftool('-json', '-G1', '-n', ...tags, path))[0];

const changed = (values: Statement['changed']): Statement => ({ ...NOTHING_SAID, changed: values });

describe.skipIf(!has('exiftool'))('with ExifTool as the other program', () => {
  test('a packet of 300 kB in a JPEG is found whole, and the rest of the file is as it was', () => {
    const plain = join(folder, 'plain.jpg');
    exiftool('-q', '-all=', '-o', plain, fixture('located.jpg'));
    const description = 'Ø'.repeat(150_000);
    const packet = writeXmp(changed({ 'dc:description': description, 'dc:title': 'Short', 'dc:subject': ['a', 'b'] }));
    const file = withJpegMetadata(bytesOf(plain), { exif: null, xmp: packet, iptc: null });
    const path = join(folder, 'long.jpg');
    writeFileSync(path, file);
    const found = facts(path, '-XMP:all', '-Warning', '-ImageWidth');
    expect(found).toMatchObject({ 'XMP-dc:Description': description, 'XMP-dc:Title': 'Short' });
    expect(found['ExifTool:Warning']).toBeUndefined();
    const own = jpegPackets(exact(file)).map((each) => readXmp(each));
    expect(Object.assign({}, ...own)).toMatchObject({
      'dc:description': { languages: { 'x-default': description } },
      'dc:subject': ['a', 'b'],
    });
    exiftool('-q', '-overwrite_original', '-all=', path);
    expect(readFileSync(path).equals(readFileSync(plain))).toBe(true);
  });

  test('IPTC counts first where its digest says that it was changed after XMP', async () => {
    const path = join(folder, 'digest.jpg');
    copyFileSync(fixture('located.jpg'), path);
    const city = async () => believedValues(originOf(await readEmbedded(exact(bytesOf(path)))), DEFAULT_FIELDS).city;
    const set = (...args: string[]) => exiftool('-q', '-overwrite_original', ...args, path);
    set('-IPTC:City=Old', '-XMP-photoshop:City=Edited in XMP', '-Photoshop:IPTCDigest=new');
    expect(await city()).toBe('Edited in XMP');
    set('-IPTC:City=Edited in IPTC');
    expect(await city()).toBe('Edited in IPTC');
  });

  test('coordinates in XMP are read by ExifTool, and ExifTool’s by us', async () => {
    const path = join(folder, 'place.xmp');
    writeFileSync(path, writeXmp(changed({ 'exif:GPSPosition': '-51.75, 19.4667' })) as Uint8Array);
    const found = facts(path, '-XMP:all');
    expect(found['XMP-exif:GPSLatitude']).toBeCloseTo(-51.75, 6);
    expect(found['XMP-exif:GPSLongitude']).toBeCloseTo(19.4667, 6);
    expect(readXmp(bytesOf(path))['xmp-exif:GPSPosition']).toBe('-51.75, 19.4667');
  });
});

const PACKET = new TextDecoder().decode(writeXmp(changed({ 'photoshop:City': 'Łódź' })) as Uint8Array);

/** A PNG of one text chunk; checksums do not matter to a reader of metadata. */
function png(type: string, data: Buffer): Uint8Array {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([signature, chunk('IHDR', Buffer.alloc(13)), chunk(type, data)]));
}

const packetsOf = async (file: Uint8Array) => (await gather(file)).xmp;

describe('where a PNG keeps XMP', () => {
  const raw = () => {
    const hex = Buffer.from(PACKET).toString('hex').replace(/.{72}/g, '$&\n');
    return Buffer.from(`\nxmp\n${String(Buffer.byteLength(PACKET)).padStart(8)}\n${hex}\n`);
  };
  const itxt = (flag: number, text: Buffer) =>
    Buffer.concat([Buffer.from(`XML:com.adobe.xmp\0${String.fromCharCode(flag)}\0en\0k\0`), text]);

  test.each([
    ['iTXt', itxt(0, Buffer.from(PACKET))],
    ['iTXt', itxt(1, deflateSync(PACKET))],
    ['zTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0'), deflateSync(PACKET)])],
    ['zTXt', Buffer.concat([Buffer.from('Raw profile type xmp\0\0'), deflateSync(raw())])],
    ['tEXt', Buffer.concat([Buffer.from('Raw profile type xmp\0'), raw()])],
  ])('%s', async (type, data) => {
    const [packet] = await packetsOf(png(type, data));
    expect(packet && readXmp(packet)).toEqual({ 'photoshop:City': 'Łódź' });
  });

  test('what is damaged, or inflates without end, says nothing', async () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(await packetsOf(png('iTXt', itxt(1, bomb)))).toEqual([]);
    expect(await packetsOf(png('iTXt', itxt(1, Buffer.from('no zlib stream'))))).toEqual([]);
    expect(await packetsOf(png('zTXt', Buffer.from('Raw profile type xmp\0')))).toEqual([]);
    const whole = png('iTXt', itxt(0, Buffer.from(PACKET)));
    for (let length = 0; length < whole.length - 4; length += 7)
      expect(await packetsOf(whole.subarray(0, length))).toEqual([]);
  });
});

test('where a JPEG XL keeps XMP; a cut one says nothing', async () => {
  const box = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(8 + data.length);
    return Buffer.concat([length, Buffer.from(type), data]);
  };
  const signature = box('JXL ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a]));
  const file = new Uint8Array(
    Buffer.concat([signature, box('jxlc', Buffer.alloc(9)), box('xml ', Buffer.from(PACKET))]),
  );
  expect((await jxlBoxes(file)).xmp.map((each) => readXmp(each))).toEqual([{ 'photoshop:City': 'Łódź' }]);
  for (let length = 0; length < file.length; length += 11)
    expect((await jxlBoxes(file.subarray(0, length))).xmp).toEqual([]);
});
