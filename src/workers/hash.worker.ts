import { expose } from 'comlink';
import { createSHA256 } from 'hash-wasm';
import type { EmbeddedProperties } from '../domain/embedded';
import { AppError } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import { SNIFF_BYTES, sniff } from '../media/sniff';
import { type Drawing, familiesOf, holdsText, readDrawing } from '../media/svg/drawing';
import { readSvgWords } from '../metadata/containers/svg/words';
import { readEmbedded, withoutMarkup } from '../metadata/read';
import { readTakeout, type TakeoutSays } from '../metadata/takeout';
import { readXmp } from '../metadata/xmp/read';
import type { Describing } from './described';

export type { TakeoutSays } from '../metadata/takeout';

export interface Identity {
  hash: BlobHash;
  mime: string;
  /** All that the file says of itself. */
  embedded: EmbeddedProperties;
}

/** Up to here a file is read whole: the browser's own SHA-256 is several times faster than one in wasm. */
const WHOLE_UP_TO = 32 * 1024 * 1024;
const SLICE = 4 * 1024 * 1024;
/** Metadata of larger pictures is looked for in this much of their beginning. */
const METADATA_WITHIN = 64 * 1024 * 1024;

const api = {
  /**
   * What a file is: the SHA-256 of its bytes and the type that they tell.
   * @param withMetadata whether to read what it says of itself
   * @throws AppError "empty-file"; NotFoundError or NotReadableError where it cannot be read any more
   */
  async identify(file: Blob, withMetadata: boolean): Promise<Identity> {
    if (file.size === 0) throw new AppError('empty-file');
    if (file.size <= WHOLE_UP_TO) {
      const bytes = await file.arrayBuffer();
      const hash = crypto.subtle.digest('SHA-256', bytes);
      const mime = await sniff(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, SNIFF_BYTES)));
      return { hash: hex(await hash), mime, embedded: withMetadata ? await metadataOf(bytes, mime) : {} };
    }
    const mime = await sniff(new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer()));
    return { hash: await hashInSlices(file), mime, embedded: withMetadata ? await api.embedded(file, mime) : {} };
  },

  /** SHA-256 of bytes that the library keeps: as a stream, see [Note: Damaged where they are kept]. */
  async digest(file: Blob): Promise<BlobHash> {
    if (file.size <= WHOLE_UP_TO) return hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const hasher = await createSHA256();
    const reader = file.stream().getReader();
    for (let next = await reader.read(); next.value; next = await reader.read()) hasher.update(next.value);
    return hasher.digest('hex') as BlobHash;
  },

  /** All that a file says of itself. */
  async embedded(file: Blob, mime: string): Promise<EmbeddedProperties> {
    if (!mime.startsWith('image/')) return {};
    return metadataOf(await file.slice(0, METADATA_WITHIN).arrayBuffer(), mime);
  },

  /** What a JSON of Google Takeout says; null where it is none. */
  takeout: async (file: Blob): Promise<TakeoutSays | null> => readTakeout(await file.text()),

  /** What is to be known of an SVG before a browser draws it, whether it may, and what is left out where it does not. */
  async drawing(file: Blob): Promise<Drawing & { mayBeDrawn: boolean; text: boolean }> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const [drawing, text] = [readDrawing(bytes), holdsText(bytes)];
    return { mayBeDrawn: drawing !== null, text, families: drawing?.families ?? (text ? familiesOf(bytes) : []) };
  },

  /** Puts what an export says into a picture that a canvas made. */
  async describe(picture: Blob, original: Blob, about: Describing): Promise<Blob> {
    const [made, from] = await Promise.all([picture.arrayBuffer(), original.arrayBuffer()]);
    const { described } = await import('./described');
    const bytes = await described(new Uint8Array(made), new Uint8Array(from), about);
    return new Blob([bytes as BlobPart], { type: picture.type });
  },

  /** What an XMP sidecar says. */
  sidecar: async (file: Blob): Promise<EmbeddedProperties> =>
    withoutMarkup(readXmp(new Uint8Array(await file.arrayBuffer()))),
};

async function metadataOf(bytes: ArrayBuffer, mime: string): Promise<EmbeddedProperties> {
  if (mime === 'image/svg+xml') return readSvgWords(new Uint8Array(bytes));
  return mime.startsWith('image/') ? readEmbedded(bytes) : {};
}

async function hashInSlices(file: Blob): Promise<BlobHash> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += SLICE) {
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  }
  return hasher.digest('hex') as BlobHash;
}

function hex(digest: ArrayBuffer): BlobHash {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') as BlobHash;
}

export type HashApi = typeof api;

expose(api);
