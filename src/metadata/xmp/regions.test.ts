import { describe, expect, test } from 'vitest';
import type { Output } from '../output';
import { parsePacket } from './read';
import { correctRegions } from './regions';

const output = (change: Partial<Output>): Output => ({
  container: 'jpeg',
  mime: 'image/jpeg',
  width: 300,
  height: 200,
  dpi: 72,
  stored: { width: 600, height: 400 },
  orientation: 1,
  colours: null,
  ...change,
});

/** What the numbers of a packet are after its picture was turned and scaled. */
function corrected(body: string, change: Partial<Output>): Record<string, string> {
  const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">${body}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const document = parsePacket(new TextEncoder().encode(text));
  if (!document) throw new Error('no packet');
  correctRegions(document, output(change));
  return Object.fromEntries(
    [...String(document).matchAll(/(?:stDim|stArea|MPReg|Iptc4xmpExt):(\w+)(?:="|>)([^"<]+)/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

const group = (area: string, sides = 'stDim:w="600" stDim:h="400"') =>
  `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions ${sides} stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Area ${area}/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
const AREA = 'stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.4" stArea:unit="normalized"';

/** EXIF 2.32, §4.6.4: where a point of the stored picture lies in the upright one, worked out on paper. */
const TURNS: [orientation: number, x: string, y: string, w: string, h: string][] = [
  [1, '0.2', '0.3', '0.1', '0.4'],
  [2, '0.8', '0.3', '0.1', '0.4'],
  [3, '0.8', '0.7', '0.1', '0.4'],
  [4, '0.2', '0.7', '0.1', '0.4'],
  [5, '0.3', '0.2', '0.4', '0.1'],
  [6, '0.7', '0.2', '0.4', '0.1'],
  [7, '0.7', '0.8', '0.4', '0.1'],
  [8, '0.3', '0.8', '0.4', '0.1'],
];

describe('regions of the Metadata Working Group', () => {
  test.each(TURNS)('of a picture with orientation %d', (orientation, x, y, w, h) => {
    const swapped = orientation >= 5;
    const sides = swapped ? { width: 200, height: 300 } : {};
    expect(corrected(group(AREA), { orientation, ...sides })).toMatchObject({ x, y });
    const after = corrected(group(AREA), { orientation, ...sides });
    // The area's own width and height are behind the picture's, under the same names.
    expect([after.x, after.y]).toEqual([x, y]);
    const text = corrected(`${group(AREA)}`.replace(/stDim:[wh]="\d+"/g, ''), { orientation, ...sides });
    expect([text.w, text.h]).toEqual([w, h]);
  });

  test('the sides are the new ones', () => {
    const { w, h } = corrected(group('stArea:x="0.5" stArea:y="0.5"'), {});
    expect([w, h]).toEqual(['300', '200']);
  });

  test('of a picture that is said to be upright are not turned again', () => {
    const upright = group(AREA, 'stDim:w="400" stDim:h="600"');
    expect(corrected(upright, { orientation: 6, width: 200, height: 300 })).toMatchObject({ x: '0.2', y: '0.3' });
    expect(corrected(group(AREA), { orientation: 6, width: 200, height: 300 })).toMatchObject({ x: '0.7', y: '0.2' });
  });

  test('may be in pixels', () => {
    const area = 'stArea:x="120" stArea:y="120" stArea:d="60" stArea:unit="pixel"';
    expect(corrected(group(area), {})).toMatchObject({ x: '60', y: '60', d: '30' });
    expect(corrected(group(area), { orientation: 6, width: 200, height: 300 })).toMatchObject({ x: '140', y: '60' });
  });
});

test.each([
  [1, '0.1, 0.2, 0.3, 0.4'],
  [3, '0.6, 0.4, 0.3, 0.4'],
  [6, '0.4, 0.1, 0.4, 0.3'],
  [8, '0.2, 0.6, 0.4, 0.3'],
])('a rectangle of Microsoft’s begins at its corner: orientation %d', (orientation, rectangle) => {
  const body = `<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:Rectangle="0.1, 0.2, 0.3, 0.4"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>`;
  expect(corrected(body, { orientation }).Rectangle).toBe(rectangle);
});

describe('boundaries of IPTC', () => {
  const boundary = (fields: string) =>
    `<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary ${fields}/></rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>`;
  const of = (fields: Record<string, string | number>) =>
    boundary(
      Object.entries(fields)
        .map(([name, value]) => `Iptc4xmpExt:${name}="${value}"`)
        .join(' '),
    );

  test('a rectangle begins at its corner', () => {
    const pixels = of({ rbShape: 'rectangle', rbUnit: 'pixel', rbX: 60, rbY: 40, rbW: 120, rbH: 80 });
    expect(corrected(pixels, {})).toMatchObject({ rbX: '30', rbY: '20', rbW: '60', rbH: '40' });
    expect(corrected(pixels, { orientation: 6, width: 200, height: 300 })).toMatchObject({
      rbX: '140',
      rbY: '30',
      rbW: '40',
      rbH: '60',
    });
    const parts = of({ rbShape: 'rectangle', rbUnit: 'relative', rbX: 0.1, rbY: 0.1, rbW: 0.2, rbH: 0.2 });
    expect(corrected(parts, { orientation: 3 })).toMatchObject({ rbX: '0.7', rbY: '0.7', rbW: '0.2', rbH: '0.2' });
  });

  test('a circle has a centre, and a radius that counts by the width', () => {
    const circle = of({ rbShape: 'circle', rbUnit: 'pixel', rbX: 60, rbY: 40, rbRx: 30 });
    expect(corrected(circle, {})).toMatchObject({ rbX: '30', rbY: '20', rbRx: '15' });
    expect(corrected(circle, { orientation: 6, width: 200, height: 300 })).toMatchObject({
      rbX: '180',
      rbY: '30',
      rbRx: '15',
    });
  });
});
