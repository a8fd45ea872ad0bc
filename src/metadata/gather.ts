import { fourCC, joined, latin, standsAt, viewOf } from './bytes';
import { gifWords, isGif } from './containers/gif/blocks';
import { itemBytes, readItems } from './containers/heif/items';
import { APP1, APP13, beginsWith, isJpeg, jpegSegments } from './containers/jpeg/segments';
import { jpegPackets } from './containers/jpeg/xmp';
import { jxlBoxes } from './containers/jxl/boxes';
import { JXL_SIGNATURE } from './containers/jxl/embed';
import { type PngText, pngChunks, pngText, rawProfile, XMP_KEYWORD } from './containers/png/chunks';
import { isWebp, webpChunks } from './containers/webp/embed';
import { readTiffBlock } from './exif/block';
import { fromPhotoshopBlock, iptcDigests } from './iptc/photoshop';

/** All that a file says of itself, as the blocks in which it says it. Nothing is copied that need not be. */
export interface Blocks {
  /** EXIF: a TIFF structure, or a whole TIFF. */
  exif: Uint8Array | null;
  /** XMP packets, the first being believed first. */
  xmp: Uint8Array[];
  /** Bare records of IPTC-IIM. */
  iptc: Uint8Array | null;
  /** What the file says of its IPTC-IIM: the digest that it had when XMP was last written, and whether that is still its own. */
  iptcDigest: { stated: Uint8Array; fits: boolean } | null;
  /** Comments of a JPEG or a GIF. */
  comments: Uint8Array[];
  /** Texts of a PNG but its packets and profiles. */
  texts: PngText[];
  /** Types of boxes of a JPEG XL that say something and could not be opened. */
  sealed: string[];
}

/** The blocks of a file that says nothing. */
export const NO_BLOCKS: Blocks = {
  exif: null,
  xmp: [],
  iptc: null,
  iptcDigest: null,
  comments: [],
  texts: [],
  sealed: [],
};
const EXIF_NAME = 'Exif\0\0';
const COMMENT = 0xfe;
const PHOTOSHOP_NAME = 'Photoshop 3.0\0';
/** Texts of a PNG that inflate to more in all are an attack. */
const MOST_TEXT_BYTES = 64 * 1024 * 1024;
/** Entries of a TIFF that are blocks of other metadata. */
const XMP_TAG = 0x02bc;
const IPTC_TAG = 0x83bb;
const PHOTOSHOP_TAG = 0x8649;

/**
 * The blocks of metadata of a file of any kind. What is damaged is left out; nothing is thrown, since a picture is never
 * refused for what it says.
 */
export async function gather(file: Uint8Array): Promise<Blocks> {
  try {
    return { ...NO_BLOCKS, ...(await blocksOf(file)) };
  } catch {
    return NO_BLOCKS;
  }
}

function blocksOf(file: Uint8Array): Partial<Blocks> | Promise<Partial<Blocks>> {
  if (isJpeg(file)) return jpegBlocks(file);
  if (fourCC(file, 1) === 'PNG\r') return pngBlocks(file);
  if (isWebp(file)) return webpBlocks(file);
  if (isGif(file)) return gifBlocks(file);
  if (standsAt(file, 0, JXL_SIGNATURE)) return jxlBlocks(file);
  if (fourCC(file, 4) === 'ftyp') return heifBlocks(file);
  return tiffBlocks(file);
}

function jpegBlocks(file: Uint8Array): Partial<Blocks> {
  let exif: Uint8Array | null = null;
  const photoshop: Uint8Array[] = [];
  const comments: Uint8Array[] = [];
  for (const { marker, contents, end } of jpegSegments(file)) {
    if (marker === APP1 && beginsWith(file, contents, EXIF_NAME))
      exif ??= file.subarray(contents + EXIF_NAME.length, end);
    if (marker === APP13 && beginsWith(file, contents, PHOTOSHOP_NAME)) photoshop.push(file.subarray(contents, end));
    if (marker === COMMENT) comments.push(file.subarray(contents, end));
  }
  const whole = file.byteOffset === 0 && file.byteLength === file.buffer.byteLength ? file : file.slice();
  return { exif, xmp: jpegPackets(whole.buffer as ArrayBuffer), ...photoshopBlocks(photoshop), comments };
}

/** Resources go on from one segment into the next; where each segment stands for itself the first with records counts. */
function photoshopBlocks(blocks: readonly Uint8Array[]): Pick<Blocks, 'iptc' | 'iptcDigest'> {
  const [first, ...others] = blocks;
  if (!first) return { iptc: null, iptcDigest: null };
  const whole =
    others.length > 0 ? joined([first, ...others.map((each) => each.subarray(PHOTOSHOP_NAME.length))]) : first;
  const iptc = fromPhotoshopBlock(whole) ?? blocks.map(fromPhotoshopBlock).find((records) => records !== null) ?? null;
  const digests = iptcDigests(whole);
  const fits = digests?.actual.every((byte, i) => byte === digests.stated[i]) ?? false;
  return { iptc, iptcDigest: digests ? { stated: digests.stated, fits } : null };
}

function pngBlocks(file: Uint8Array): Partial<Blocks> {
  let exif: Uint8Array | null = null;
  let iptc: Uint8Array | null = null;
  const xmp: Uint8Array[] = [];
  const texts: PngText[] = [];
  let read = 0;
  for (const chunk of pngChunks(file)) {
    if (chunk.type === 'eXIf') exif ??= withoutName(chunk.data);
    const text = read < MOST_TEXT_BYTES ? pngText(chunk) : null;
    if (!text) continue;
    read += text.text.length;
    const profile = rawProfile(text);
    if (text.keyword === XMP_KEYWORD || profile?.name === 'xmp') xmp.push(profile?.bytes ?? text.text);
    else if (profile?.name === 'iptc' || profile?.name === '8bim') iptc ??= recordsOf(profile.bytes);
    // ImageMagick keeps a JPEG's whole segment, of EXIF or of XMP.
    else if (profile && beginsWith(profile.bytes, 0, 'http'))
      xmp.push(profile.bytes.subarray(profile.bytes.indexOf(0) + 1));
    else if (profile) exif ??= withoutName(profile.bytes);
    // Other profiles, of colours among them, are of the file that was.
    else if (!text.keyword.startsWith('Raw profile type')) texts.push(text);
  }
  return { exif, iptc, xmp, texts };
}

/** Bare records, or image resources with or without Photoshop's name in front. */
function recordsOf(bytes: Uint8Array): Uint8Array | null {
  return fromPhotoshopBlock(fourCC(bytes, 0) === '8BIM' ? joined([latin(PHOTOSHOP_NAME), bytes]) : bytes);
}

const withoutName = (bytes: Uint8Array) => (beginsWith(bytes, 0, EXIF_NAME) ? bytes.subarray(EXIF_NAME.length) : bytes);

function webpBlocks(file: Uint8Array): Partial<Blocks> {
  const of = (wanted: string) => webpChunks(file).find(({ type }) => type === wanted)?.data;
  const [exif, xmp] = [of('EXIF'), of('XMP ')];
  return { exif: exif ? withoutName(exif) : null, xmp: xmp ? [xmp] : [] };
}

function gifBlocks(file: Uint8Array): Partial<Blocks> {
  const { packet, comments } = gifWords(file);
  return { xmp: packet ? [packet] : [], comments };
}

async function jxlBlocks(file: Uint8Array): Promise<Partial<Blocks>> {
  const { exif, xmp, sealed } = await jxlBoxes(file);
  return { exif: exif && behindHeader(exif), xmp, sealed };
}

/** Four bytes say how far behind them the TIFF header stands (ISO/IEC 23008-12, annex A; 18181-2, §9.5). */
function behindHeader(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 12) return null;
  return withoutName(bytes.subarray(4 + viewOf(bytes).getUint32(0)));
}

function heifBlocks(file: Uint8Array): Partial<Blocks> {
  const table = readItems(file);
  if (!table) return {};
  const exif = table.items.find(({ type }) => type === 'Exif');
  const packets = table.items.filter(
    ({ type, contentType }) => type === 'mime' && contentType === 'application/rdf+xml',
  );
  const bytes = exif && itemBytes(file, table, exif);
  return {
    exif: bytes ? behindHeader(bytes) : null,
    xmp: packets.flatMap((item) => itemBytes(file, table, item) ?? []),
  };
}

function tiffBlocks(file: Uint8Array): Partial<Blocks> {
  const block = readTiffBlock(file);
  if (!block) return {};
  const of = (tag: number) => block.ifd0.find((entry) => entry.tag === tag)?.bytes;
  const [xmp, iptc, resources] = [of(XMP_TAG), of(IPTC_TAG), of(PHOTOSHOP_TAG)];
  return {
    exif: file,
    xmp: xmp ? [xmp] : [],
    iptc: iptc ?? (resources ? recordsOf(resources) : null),
  };
}
