import { Unzlib } from 'fflate';
import { fourCC, joined, latin, standsAt, uint32, viewOf } from '../../bytes';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length, type and CRC around a chunk's data (PNG 3rd edition, §5.3). */
const AROUND = 12;
/** More than any program writes; a chunk that inflates to more is an attack. */
const MOST_BYTES = 32 * 1024 * 1024;
const SLICE = 64 * 1024;
export const XMP_KEYWORD = 'XML:com.adobe.xmp';

interface PngChunk {
  type: string;
  data: Uint8Array;
}

/** The chunks of a PNG, as far as it is whole. */
export function* pngChunks(file: Uint8Array): Generator<PngChunk> {
  if (!standsAt(file, 0, SIGNATURE)) return;
  const view = viewOf(file);
  for (let at = SIGNATURE.length; at + AROUND <= file.length; ) {
    const length = view.getUint32(at);
    if (at + AROUND + length > file.length) return;
    yield { type: fourCC(file, at + 4), data: file.subarray(at + 8, at + 8 + length) };
    at += AROUND + length;
  }
}

/** A text of a PNG: its keyword, and the text as bytes (§11.3.3). */
export interface PngText {
  keyword: string;
  text: Uint8Array;
  /** iTXt is UTF-8, the others are Latin-1. */
  utf8: boolean;
}

/** @returns null where a chunk is no text, or damaged */
export function pngText({ type, data }: PngChunk): PngText | null {
  if (type !== 'iTXt' && type !== 'zTXt' && type !== 'tEXt') return null;
  const end = data.subarray(0, 80).indexOf(0);
  if (end < 1) return null;
  const keyword = String.fromCharCode(...data.subarray(0, end));
  const rest = data.subarray(end + 1);
  const text = type === 'tEXt' ? rest : type === 'zTXt' ? inflatedPng(rest.subarray(1)) : international(rest);
  return text && { keyword, text, utf8: type === 'iTXt' };
}

function international(rest: Uint8Array): Uint8Array | null {
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = rest.subarray(translated + 1);
  return rest[0] === 1 ? inflatedPng(text) : text;
}

/** @returns null where it is damaged, or larger than any text */
function inflatedPng(data: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    const stream = new Unzlib((part) => {
      parts.push(part);
      total += part.length;
    });
    for (let at = 0; at < data.length && total <= MOST_BYTES; at += SLICE) {
      stream.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
    }
  } catch {
    return null;
  }
  return total > MOST_BYTES ? null : joined(parts);
}

/**
 * How ImageMagick and older programs keep a block, as hexadecimal text: a line with its name, one with its length, then digits.
 * @returns null where a text is none
 */
export function rawProfile({ keyword, text }: PngText): { name: string; bytes: Uint8Array } | null {
  const [, name] = /^Raw profile type (exif|APP1|app1|iptc|xmp|8bim)$/.exec(keyword) ?? [];
  if (!name) return null;
  const [, , length, ...lines] = new TextDecoder('latin1').decode(text).split('\n');
  const digits = lines.join('').trim();
  const count = Number(length);
  if (!Number.isInteger(count) || !/^[0-9a-f]*$/i.test(digits) || digits.length < 2 * count) return null;
  const bytes = Uint8Array.from({ length: count }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  return { name: name.toLowerCase(), bytes };
}

interface PngMetadata {
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
  texts?: readonly PngText[];
}

/** Puts EXIF (PNG 3rd edition, §11.3.4.5), XMP (XMP part 3, §1.1.5) and texts into a PNG, right behind its header. */
export function withPngChunks(file: Uint8Array, { exif, xmp, texts = [] }: PngMetadata): Uint8Array {
  if (!standsAt(file, 0, SIGNATURE)) return file;
  const headerEnd = SIGNATURE.length + AROUND + viewOf(file).getUint32(SIGNATURE.length);
  const added: Uint8Array[] = [];
  if (exif) added.push(chunk('eXIf', exif));
  // Not compressed, so that every program finds it: keyword, compression flag and method, language and its keyword, both empty.
  if (xmp) added.push(chunk('iTXt', joined([latin(`${XMP_KEYWORD}\0\0\0\0\0`), xmp])));
  for (const { keyword, text, utf8 } of texts) {
    added.push(chunk(utf8 ? 'iTXt' : 'tEXt', joined([latin(`${keyword}\0${utf8 ? '\0\0\0\0' : ''}`), text])));
  }
  if (added.length === 0) return file;
  return joined([file.subarray(0, headerEnd), ...added, file.subarray(headerEnd)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([latin(type), data]);
  return joined([uint32(data.length), named, uint32(crc32(named))]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** PNG 3rd edition, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
