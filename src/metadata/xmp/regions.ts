import type { Attr, Document, Element } from '@xmldom/xmldom';
import type { Output } from '../output';
import { descriptionsOf, elementsOf } from './read';

const MWG_REGIONS = 'http://www.metadataworkinggroup.com/schemas/regions/';
const DIMENSIONS = 'http://ns.adobe.com/xap/1.0/sType/Dimensions#';
const AREA = 'http://ns.adobe.com/xmp/sType/Area#';
const MICROSOFT_REGION = 'http://ns.microsoft.com/photo/1.2/t/Region#';
const IPTC_EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

interface Point {
  x: number;
  y: number;
}
interface Box extends Point {
  w: number;
  h: number;
}

/**
 * Where a point of the stored picture lies in the upright one, both in fractions of its sides (EXIF 2.32, §4.6.4,
 * Orientation).
 */
function turned({ x, y }: Point, orientation: number): Point {
  switch (orientation) {
    case 2:
      return { x: 1 - x, y };
    case 3:
      return { x: 1 - x, y: 1 - y };
    case 4:
      return { x, y: 1 - y };
    case 5:
      return { x: y, y: x };
    case 6:
      return { x: 1 - y, y: x };
    case 7:
      return { x: 1 - y, y: 1 - x };
    case 8:
      return { x: y, y: 1 - x };
    default:
      return { x, y };
  }
}

const swapsSides = (orientation: number) => orientation >= 5 && orientation <= 8;

/** A box by its centre. */
function turnedBox({ w, h, ...centre }: Box, orientation: number): Box {
  return { ...turned(centre, orientation), ...(swapsSides(orientation) ? { w: h, h: w } : { w, h }) };
}

/** Turns and scales the regions of a packet with the picture: those of the Metadata Working Group, of Microsoft and of IPTC. */
export function correctRegions(document: Document, output: Output): void {
  for (const description of descriptionsOf(document)) {
    for (const list of byName(description, MWG_REGIONS, 'Regions')) correctWorkingGroup(list, output);
    correctMicrosoft(description, output);
    for (const boundary of byName(description, IPTC_EXT, 'RegionBoundary')) correctIptc(boundary, output);
  }
}

const byName = (element: Element, namespace: string, name: string): Element[] =>
  Array.from(element.getElementsByTagNameNS(namespace, name));

/** A field of a structure, whether it is an attribute or an element, on the structure or on its description. */
function field(structure: Element, namespace: string, name: string) {
  const holders = [structure, ...Array.from(structure.getElementsByTagName('*'))];
  for (const holder of holders) {
    const node =
      holder.getAttributeNodeNS(namespace, name) ??
      elementsOf(holder).find((each) => each.namespaceURI === namespace && each.localName === name);
    if (!node) continue;
    return {
      read: () => (node.nodeType === 2 ? (node as Attr).value : node.textContent) ?? '',
      write: (text: string) => {
        if (node.nodeType === 2) (node as Attr).value = text;
        else node.textContent = text;
      },
    };
  }
  return undefined;
}

type Field = NonNullable<ReturnType<typeof field>>;
const numberOf = (own: Field | undefined): number | undefined => {
  const text = own?.read().trim() ?? '';
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
};
/** A millionth of a side is finer than any pixel. */
const printed = (value: number) => String(Math.round(value * 1e6) / 1e6);

/**
 * MWG guidelines 2.0, §5.9: areas by their centre, in fractions of the picture that they were applied to. Where that
 * picture is said to be upright already, they are not turned again.
 */
function correctWorkingGroup(regions: Element, output: Output): void {
  const [dimensions] = byName(regions, MWG_REGIONS, 'AppliedToDimensions');
  const across = dimensions && field(dimensions, DIMENSIONS, 'w');
  const down = dimensions && field(dimensions, DIMENSIONS, 'h');
  const applied = { width: numberOf(across), height: numberOf(down) };
  const orientation = isUpright(applied, output) ? 1 : output.orientation;
  for (const area of byName(regions, MWG_REGIONS, 'Area')) {
    const inPixels = field(area, AREA, 'unit')?.read().trim() === 'pixel';
    correctArea(area, { orientation, output, applied: inPixels ? applied : {} });
  }
  across?.write(String(output.width));
  down?.write(String(output.height));
}

interface Applied {
  width?: number | undefined;
  height?: number | undefined;
}

/** Whether a picture has the upright one's shape, and the stored one has not. */
function isUpright({ width, height }: Applied, { orientation, stored }: Output): boolean {
  if (!width || !height || !swapsSides(orientation) || stored.width === stored.height) return false;
  return width > height !== stored.width > stored.height;
}

interface Turn {
  orientation: number;
  output: Output;
  /** The sides that pixels are counted on; none where areas are fractions. */
  applied: Applied;
}

function correctArea(area: Element, { orientation, output, applied }: Turn): void {
  const [x, y, w, h, d] = ['x', 'y', 'w', 'h', 'd'].map((name) => field(area, AREA, name));
  const [a, b] = [numberOf(x), numberOf(y)];
  if (!x || !y || a === undefined || b === undefined) return;
  const { width = 1, height = 1 } = applied;
  const box = turnedBox(
    { x: a / width, y: b / height, w: (numberOf(w) ?? 0) / width, h: (numberOf(h) ?? 0) / height },
    orientation,
  );
  const [across, down] = applied.width ? [output.width, output.height] : [1, 1];
  x.write(printed(box.x * across));
  y.write(printed(box.y * down));
  w?.write(printed(box.w * across));
  h?.write(printed(box.h * down));
  const diameter = numberOf(d);
  if (d && diameter !== undefined && applied.width) d.write(printed((diameter / applied.width) * across));
}

/** Microsoft's "x, y, w, h" in fractions, by the upper left corner. */
function correctMicrosoft(description: Element, { orientation }: Output): void {
  for (const holder of Array.from(description.getElementsByTagName('*'))) {
    const attribute = holder.getAttributeNodeNS(MICROSOFT_REGION, 'Rectangle');
    if (attribute) attribute.value = turnedRectangle(attribute.value, orientation);
    if (holder.namespaceURI === MICROSOFT_REGION && holder.localName === 'Rectangle') {
      holder.textContent = turnedRectangle(holder.textContent ?? '', orientation);
    }
  }
}

function turnedRectangle(text: string, orientation: number): string {
  const [x, y, w, h] = text.split(',').map(Number);
  if (x === undefined || y === undefined || w === undefined || h === undefined || orientation === 1) return text;
  if ([x, y, w, h].some((each) => !Number.isFinite(each))) return text;
  const box = turnedBox({ x: x + w / 2, y: y + h / 2, w, h }, orientation);
  return [box.x - box.w / 2, box.y - box.h / 2, box.w, box.h].map(printed).join(', ');
}

/** IPTC 2023.2, "Region Boundary": rectangles by their upper left corner, circles by their centre, polygons by their points. */
function correctIptc(boundary: Element, output: Output): void {
  const of = (name: string) => field(boundary, IPTC_EXT, name);
  const { orientation, stored } = output;
  const inPixels = of('rbUnit')?.read().trim() === 'pixel';
  const [from, to] = inPixels
    ? [stored, output]
    : [
        { width: 1, height: 1 },
        { width: 1, height: 1 },
      ];
  for (const item of Array.from(boundary.getElementsByTagName('*'))) {
    if (item.localName === 'li') correctPoint(item, { orientation, from, to });
  }
  const [w, h] = [numberOf(of('rbW')), numberOf(of('rbH'))];
  if (w === undefined || h === undefined) {
    if (!byName(boundary, IPTC_EXT, 'rbVertices').length) correctPoint(boundary, { orientation, from, to });
    const radius = numberOf(of('rbRx'));
    if (inPixels && radius !== undefined)
      of('rbRx')?.write(printed((radius * to.width) / (swapsSides(orientation) ? from.height : from.width)));
    return;
  }
  const [x, y] = [numberOf(of('rbX')) ?? 0, numberOf(of('rbY')) ?? 0];
  const box = turnedBox(
    { x: (x + w / 2) / from.width, y: (y + h / 2) / from.height, w: w / from.width, h: h / from.height },
    orientation,
  );
  of('rbX')?.write(printed((box.x - box.w / 2) * to.width));
  of('rbY')?.write(printed((box.y - box.h / 2) * to.height));
  of('rbW')?.write(printed(box.w * to.width));
  of('rbH')?.write(printed(box.h * to.height));
}

interface Sides {
  width: number;
  height: number;
}

function correctPoint(
  holder: Element,
  { orientation, from, to }: { orientation: number; from: Sides; to: Sides },
): void {
  const [x, y] = [field(holder, IPTC_EXT, 'rbX'), field(holder, IPTC_EXT, 'rbY')];
  const [a, b] = [numberOf(x), numberOf(y)];
  if (a === undefined || b === undefined) return;
  const point = turned({ x: a / from.width, y: b / from.height }, orientation);
  x?.write(printed(point.x * to.width));
  y?.write(printed(point.y * to.height));
}
