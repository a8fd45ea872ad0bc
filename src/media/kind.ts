import type { Kind } from '../domain/asset';
import { IMAGES } from './image/kind';
import type { MediaType } from './media-type';
import { DRAWINGS } from './svg/kind';

/** The types that are more to us than bytes, family by family. Everything else is told by `mediaType` from its MIME type. */
const KNOWN: Record<string, MediaType | undefined> = { ...IMAGES, ...DRAWINGS };

const PREFIXES: [prefix: string, kind: Kind][] = [
  ['image/', 'image'],
  ['video/', 'video'],
  ['audio/', 'audio'],
  ['text/', 'document'],
  ['font/', 'document'],
  ['application/pdf', 'document'],
  ['application/vnd.openxmlformats', 'document'],
  ['application/vnd.oasis', 'document'],
  ['application/msword', 'document'],
  ['application/rtf', 'document'],
  ['application/zip', 'archive'],
  ['application/x-7z', 'archive'],
  ['application/gzip', 'archive'],
  ['application/x-tar', 'archive'],
  ['application/x-rar', 'archive'],
];

/**
 * What a type is to us.
 * @param mime the type that the bytes told
 * @param fileName gives the label where the type says little ("application/octet-stream")
 */
export function mediaType(mime: string, fileName: string): MediaType {
  const known = KNOWN[mime];
  if (known) return known;
  const kind = PREFIXES.find(([prefix]) => mime.startsWith(prefix))?.[1] ?? 'other';
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1];
  const subtype = mime.split('/')[1]?.replace(/^(?:x-|vnd\.)/, '') ?? '';
  return {
    kind,
    label: (extension ?? (subtype === 'octet-stream' ? 'File' : subtype)).toUpperCase(),
    family: null,
    engineModule: null,
    browser: false,
  };
}
