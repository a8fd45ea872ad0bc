import type { Kind } from '../domain/asset';
import type { KnownType } from './family';
import { image } from './image/kind';
import { svg } from './svg/kind';

/** Every family that something here reads. */
const FAMILIES = [image, svg] as const;

export type FamilyId = (typeof FAMILIES)[number]['id'];

/** What a type of files is to us. */
interface MediaType extends KnownType {
  /** Whose decoder reads it; null: nobody's does here, a type tile stands for it. */
  family: FamilyId | null;
}

const KNOWN = new Map<string, MediaType>(
  FAMILIES.flatMap(({ id: family, types }) =>
    Object.entries<KnownType>(types).map(([mime, type]): [string, MediaType] => [mime, { ...type, family }]),
  ),
);

/** Of what no family has: only the kind is told, from its MIME type. */
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
  const known = KNOWN.get(mime);
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
