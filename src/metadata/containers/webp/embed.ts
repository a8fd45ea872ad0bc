import { fourCC, joined, latin, viewOf } from '../../bytes';

/** A chunk of a RIFF file: its name and its contents, without the padding. */
interface Chunk {
  type: string;
  data: Uint8Array;
}

const HEADER = 12;
/** WebP container, "Extended File Format": which chunks there are. */
const HAS_ALPHA = 0x10;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const HAS_ICC = 0x20;
const VP8X_BYTES = 10;

export function isWebp(file: Uint8Array): boolean {
  return file.length > HEADER && fourCC(file, 0) === 'RIFF' && fourCC(file, 8) === 'WEBP';
}

/** The chunks of a WebP, as far as they are whole. */
export function webpChunks(file: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  if (!isWebp(file)) return chunks;
  const view = viewOf(file);
  for (let at = HEADER; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (end > file.length) break;
    chunks.push({ type: fourCC(file, at), data: file.subarray(at + 8, end) });
    at = end + (length & 1);
  }
  return chunks;
}

/** Puts EXIF and XMP into a WebP, behind its picture, and says in its first chunk that they are there. */
export function withWebpChunks(
  file: Uint8Array,
  { exif, xmp }: { exif: Uint8Array | null; xmp: Uint8Array | null },
): Uint8Array {
  const own = webpChunks(file).filter(({ type }) => type !== 'EXIF' && type !== 'XMP ');
  const first = own.find(({ type }) => type === 'VP8X') ?? described(own);
  if (!first || (!exif && !xmp)) return file;
  const flags = Uint8Array.from(first.data);
  flags[0] = ((flags[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (exif ? HAS_EXIF : 0) | (xmp ? HAS_XMP : 0);
  const chunks = [{ type: 'VP8X', data: flags }, ...own.filter(({ type }) => type !== 'VP8X')];
  if (exif) chunks.push({ type: 'EXIF', data: exif });
  if (xmp) chunks.push({ type: 'XMP ', data: xmp });
  const body = joined(
    chunks.flatMap(({ type, data }) => [latin(type), little32(data.length), data, data.length & 1 ? [0] : []]),
  );
  return joined([latin('RIFF'), little32(body.length + 4), latin('WEBP'), body]);
}

const little32 = (value: number) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];

/** The first chunk that a simple file lacks: its canvas is the picture's own size. */
function described(chunks: readonly Chunk[]): Chunk | null {
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  if (!picture || picture.data.length < 10) return null;
  const view = viewOf(picture.data);
  let width: number;
  let height: number;
  let alpha = chunks.some(({ type }) => type === 'ALPH');
  if (picture.type === 'VP8 ') {
    // RFC 6386, §9.1: three bytes of frame tag, three of start code, then the sizes in 14 bits each.
    width = view.getUint16(6, true) & 0x3fff;
    height = view.getUint16(8, true) & 0x3fff;
  } else {
    // WebP lossless, §3: one byte of signature, then both sizes less one in 14 bits each, and whether alpha is used.
    const bits = view.getUint32(1, true);
    width = (bits & 0x3fff) + 1;
    height = ((bits >>> 14) & 0x3fff) + 1;
    alpha ||= ((bits >>> 28) & 1) === 1;
  }
  const data = new Uint8Array(VP8X_BYTES);
  data[0] = (alpha ? HAS_ALPHA : 0) | (chunks.some(({ type }) => type === 'ICCP') ? HAS_ICC : 0);
  data.set(little32(width - 1).slice(0, 3), 4);
  data.set(little32(height - 1).slice(0, 3), 7);
  return { type: 'VP8X', data };
}
