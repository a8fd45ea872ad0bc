import { md5 } from '@noble/hashes/legacy.js';
import { joined } from '../bytes';

/** Adobe Photoshop File Formats, "Image Resource Blocks": how IPTC-IIM lies in a JPEG. */
const HEADER = 'Photoshop 3.0\0';
const SIGNATURE = '8BIM';
const IIM_RESOURCE = 0x0404;
/** MD5 of the IIM records: tells whether somebody changed them without changing XMP too (MWG guidelines 2.0, §3.2). */
const DIGEST_RESOURCE = 0x0425;
const DIGEST_BYTES = 16;

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

function isPhotoshopBlock(data: Uint8Array): boolean {
  return ascii(HEADER).every((byte, i) => data[i] === byte);
}

/**
 * The IIM records of a block, of all its resources that hold some (programs that know only their own add a second one); of bare
 * records themselves; null where a block has none.
 */
export function fromPhotoshopBlock(data: Uint8Array): Uint8Array | null {
  if (!isPhotoshopBlock(data)) return data;
  const records = [...eachResource(data)].filter(({ id }) => id === IIM_RESOURCE).map(({ bytes }) => bytes);
  return records.length > 0 ? joined(records) : null;
}

/** The digest that a block gives of its IIM records, and what it is of those that are there. */
interface IptcDigests {
  stated: Uint8Array;
  actual: Uint8Array;
}

/** @returns undefined where a block has no records, or states no digest */
export function iptcDigests(block: Uint8Array): IptcDigests | undefined {
  if (!isPhotoshopBlock(block)) return undefined;
  const resources = resourcesOf(block);
  const [records, stated] = [resources.get(IIM_RESOURCE), resources.get(DIGEST_RESOURCE)];
  return records && stated?.length === DIGEST_BYTES ? { stated, actual: md5(records) } : undefined;
}

/** The resources of a block by their numbers, the first of each. */
function resourcesOf(block: Uint8Array): Map<number, Uint8Array> {
  const resources = new Map<number, Uint8Array>();
  for (const { id, bytes } of eachResource(block)) if (!resources.has(id)) resources.set(id, bytes);
  return resources;
}

/** The resources of a block, as far as it is whole. */
function* eachResource(block: Uint8Array): Generator<{ id: number; bytes: Uint8Array }> {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  for (let at = HEADER.length; at + 12 <= block.length; ) {
    if (String.fromCharCode(...block.subarray(at, at + 4)) !== SIGNATURE) break;
    const id = view.getUint16(at + 4);
    // A Pascal string, padded to an even length.
    const nameBytes = 1 + view.getUint8(at + 6);
    const sizeAt = at + 6 + nameBytes + (nameBytes & 1);
    if (sizeAt + 4 > block.length) break;
    const size = view.getUint32(sizeAt);
    const start = sizeAt + 4;
    if (start + size > block.length) break;
    yield { id, bytes: block.subarray(start, start + size) };
    at = start + size + (size & 1);
  }
}
