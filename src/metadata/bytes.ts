/** Bytes put together and taken apart, as every container of metadata needs it. */

export function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Text of one byte for each letter. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether bytes stand at a place. */
export function standsAt(file: Uint8Array, at: number, bytes: Uint8Array): boolean {
  return at >= 0 && at + bytes.length <= file.length && bytes.every((byte, i) => file[at + i] === byte);
}

/** Four letters at a place, as containers name their parts. */
export const fourCC = (file: Uint8Array, at: number): string => String.fromCharCode(...file.subarray(at, at + 4));

export function uint16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

export function uint32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
