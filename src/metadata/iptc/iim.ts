import { fromPhotoshopBlock } from './photoshop';

/** A dataset: its id (record × 256 + number) and its bytes. */
export interface RawDataset {
  id: number;
  bytes: Uint8Array;
}

const MARKER = 0x1c;
/** IPTC-IIM 4.2, §1.5: set, the lower bits say how many bytes of length follow. */
const EXTENDED = 0x8000;
const MOST_LENGTH_BYTES = 4;

/**
 * The datasets of IPTC-IIM as libvips keeps it: bare (TIFF), or in a Photoshop block (JPEG).
 * @returns null where it is broken: what of it is meant cannot be told then
 */
export function readIim(data: Uint8Array): RawDataset[] | null {
  const records = fromPhotoshopBlock(data);
  if (!records) return null;
  const datasets: RawDataset[] = [];
  for (let at = 0; at + 5 <= records.length && records[at] === MARKER; ) {
    const id = ((records[at + 1] ?? 0) << 8) | (records[at + 2] ?? 0);
    let length = ((records[at + 3] ?? 0) << 8) | (records[at + 4] ?? 0);
    let start = at + 5;
    if (length & EXTENDED) {
      const lengthBytes = length & ~EXTENDED;
      if (lengthBytes > MOST_LENGTH_BYTES) return null;
      length = 0;
      for (let i = 0; i < lengthBytes; i++) length = length * 256 + (records[start + i] ?? 0);
      start += lengthBytes;
    }
    if (start + length > records.length) return null;
    datasets.push({ id, bytes: records.subarray(start, start + length) });
    at = start + length;
  }
  return datasets;
}

/** Datasets as bare records. */
export function writeIim(datasets: readonly RawDataset[]): Uint8Array {
  const headers = datasets.map(({ id, bytes: { length } }) =>
    length < EXTENDED
      ? [MARKER, id >> 8, id & 0xff, length >> 8, length & 0xff]
      : [
          MARKER,
          id >> 8,
          id & 0xff,
          0x80,
          4,
          length >>> 24,
          (length >> 16) & 0xff,
          (length >> 8) & 0xff,
          length & 0xff,
        ],
  );
  const total = datasets.reduce((sum, { bytes }, i) => sum + bytes.length + (headers[i]?.length ?? 0), 0);
  const records = new Uint8Array(total);
  let at = 0;
  for (const [i, { bytes }] of datasets.entries()) {
    const header = headers[i] ?? [];
    records.set(header, at);
    records.set(bytes, at + header.length);
    at += header.length + bytes.length;
  }
  return records;
}
