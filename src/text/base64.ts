import { base64, base64urlnopad } from '@scure/base';

/** RFC 4648, §4, with padding. */
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes);

/** RFC 4648, §5, without padding. */
export const toBase64Url = (bytes: Uint8Array): string => base64urlnopad.encode(bytes);

/** @throws Error where it is no base64url, or has padding */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(base64urlnopad.decode(text));
