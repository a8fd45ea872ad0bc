import type { Kind } from '../domain/asset';

/** Which part of the picture engine reads a type; null: none does here, a type tile stands for it. */
export type Decoder = 'core' | 'heif' | 'jxl' | 'resvg' | null;

interface MediaType {
  kind: Kind;
  /** What people call it: stands on the tile. */
  label: string;
  decoder: Decoder;
  /** Whether browsers show the original itself, for zooming to single pixels. */
  browser: boolean;
}

const picture = (label: string, decoder: Decoder, browser = false): MediaType => ({
  kind: 'image',
  label,
  decoder,
  browser,
});

/** The types that are more to us than bytes. Everything else is told by `mediaType` from its MIME type. */
const KNOWN: Record<string, MediaType | undefined> = {
  'image/jpeg': picture('JPEG', 'core', true),
  'image/png': picture('PNG', 'core', true),
  'image/apng': picture('PNG', 'core', true),
  'image/webp': picture('WebP', 'core', true),
  'image/gif': picture('GIF', 'core', true),
  'image/tiff': picture('TIFF', 'core'),
  'image/avif': picture('AVIF', 'heif', true),
  'image/jxl': picture('JPEG XL', 'jxl'),
  'image/svg+xml': { kind: 'vector', label: 'SVG', decoder: 'resvg', browser: false },
  'application/pdf': { kind: 'document', label: 'PDF', decoder: null, browser: false },
};

const PREFIXES: [prefix: string, kind: Kind][] = [
  ['image/', 'image'],
  ['video/', 'video'],
  ['audio/', 'audio'],
  ['text/', 'document'],
  ['font/', 'document'],
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
    decoder: null,
    browser: false,
  };
}
