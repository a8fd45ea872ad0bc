import { md5 } from '@noble/hashes/legacy.js';
import { joined, latin, uint16, uint32 } from '../bytes';

/** Adobe Photoshop File Formats, "Image Resource Blocks": how IPTC-IIM lies in a JPEG. */
const HEADER = latin('Photoshop 3.0\0');
const SIGNATURE = latin('8BIM');
const IIM_RESOURCE = 0x0404;
/** MD5 of the IIM records: tells whether somebody changed them without changing XMP too (MWG guidelines 2.0, §3.2). */
const DIGEST_RESOURCE = 0x0425;

/** The digest to be stated: of the records as they are, one that stays as it was, or none. */
export type IptcDigest = 'fresh' | Uint8Array | null;

/**
 * IIM records, and a digest, as blocks for a JPEG's APP13. Where they are too long for one segment the resources go on in
 * the next one behind its header, as Photoshop writes them.
 */
export function photoshopBlocks(records: Uint8Array, digest: IptcDigest, most: number): Uint8Array[] {
  const stated = digest === 'fresh' ? md5(records) : digest;
  const resources = joined([stated ? resource(DIGEST_RESOURCE, stated) : [], resource(IIM_RESOURCE, records)]);
  const room = most - HEADER.length;
  return Array.from({ length: Math.ceil(resources.length / room) }, (_, i) =>
    joined([HEADER, resources.subarray(i * room, (i + 1) * room)]),
  );
}

/** Signature, number, an empty name padded to two bytes, length, and the bytes padded to an even number. */
function resource(id: number, bytes: Uint8Array): Uint8Array {
  return joined([SIGNATURE, uint16(id), [0, 0], uint32(bytes.length), bytes, bytes.length & 1 ? [0] : []]);
}
