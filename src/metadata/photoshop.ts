import type { RawDataset } from './iptc';

/** Adobe Photoshop File Formats, "Image Resource Blocks": how IPTC-IIM lies in a JPEG. */
const HEADER = 'Photoshop 3.0\0';
const SIGNATURE = '8BIM';
const IIM_RESOURCE = 0x0404;
/** A segment of a JPEG has two bytes for its length, which count themselves (ITU-T T.81, B.1.1.4). */
const MOST_IN_SEGMENT = 65_533;

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** IIM records as a block for a JPEG's APP13; null where it is too long for one segment. */
export function photoshopBlock(records: Uint8Array): Uint8Array | null {
  const even = records.length + (records.length & 1);
  // Signature, number, an empty name padded to two bytes, length.
  const start = HEADER.length + SIGNATURE.length + 2 + 2 + 4;
  const block = new Uint8Array(start + even);
  if (block.length > MOST_IN_SEGMENT) return null;
  const view = new DataView(block.buffer);
  block.set(ascii(HEADER + SIGNATURE));
  view.setUint16(HEADER.length + SIGNATURE.length, IIM_RESOURCE);
  view.setUint32(start - 4, records.length);
  block.set(records, start);
  return block;
}

/** The IIM records in a block as libvips keeps it: bare (TIFF), or inside Photoshop's resources (JPEG). */
export function iimRecords(data: Uint8Array): RawDataset[] {
  const header = ascii(HEADER);
  const wrapped = header.every((byte, i) => data[i] === byte);
  return datasetsOf(wrapped ? iimResource(data.subarray(header.length)) : data);
}

function iimResource(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at + 12 <= data.length; ) {
    if (String.fromCharCode(...data.subarray(at, at + 4)) !== SIGNATURE) break;
    const id = view.getUint16(at + 4);
    const nameLength = data[at + 6] ?? 0;
    const sizeAt = at + 6 + nameLength + 1 + ((nameLength + 1) & 1);
    if (sizeAt + 4 > data.length) break;
    const size = view.getUint32(sizeAt);
    const start = sizeAt + 4;
    if (id === IIM_RESOURCE) return data.subarray(start, Math.min(start + size, data.length));
    at = start + size + (size & 1);
  }
  return new Uint8Array();
}

function datasetsOf(data: Uint8Array): RawDataset[] {
  const datasets: RawDataset[] = [];
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c; ) {
    const id = ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    const length = ((data[at + 3] ?? 0) << 8) | (data[at + 4] ?? 0);
    // Extended lengths are left alone: what follows cannot be told then.
    if (length & 0x8000) break;
    datasets.push({ id, bytes: data.subarray(at + 5, at + 5 + length) });
    at += 5 + length;
  }
  return datasets;
}
