/** Formats that a profile can make. Each has a folder under formats/. */
export const FORMAT_IDS = ['jpeg', 'png', 'webp', 'avif', 'jxl', 'tiff', 'gif'] as const;
export type FormatId = (typeof FORMAT_IDS)[number];

export type ProfileSize =
  | { type: 'full' }
  | { type: 'long-edge'; pixels: number }
  | { type: 'box'; width: number; height: number; fit: 'inside' | 'cover' | 'pad' }
  | { type: 'percent'; percent: number };

interface Watermark {
  source: { type: 'text'; text: string } | { type: 'asset'; assetId: string };
  place: 'centre' | 'north-west' | 'north-east' | 'south-west' | 'south-east';
  /** Percent of the picture's width, and of full strength. */
  size: number;
  opacity: number;
}

/**
 * An export profile: everything that decides the bytes of a rendition besides the original's own. What cannot be
 * made yet (crop, byte limit, watermark, template) already has its place; `unsupported` names it.
 */
export interface ExportProfile {
  id: string;
  name: string;
  kinds: ('image' | 'vector')[];
  format: FormatId;
  size: ProfileSize;
  enlarge: boolean;
  /** Dots per inch written into the file; null leaves what the original states. */
  dpi: number | null;
  crop: 'centre' | 'attention' | 'focal-point' | null;
  /** `#rrggbb` under transparency, for formats that have none. */
  background: string;
  colour: { space: 'srgb' | 'p3' | 'own'; embed: boolean };
  /** 1 to 100. */
  quality: number;
  lossless: boolean;
  /** Encoder effort, 0 (quick) to 9; null is the format's own default. */
  effort: number | null;
  maxBytes: number | null;
  sharpen: boolean;
  watermark: Watermark | null;
  metadata: 'everything' | 'all-but-location' | 'copyright-only' | 'none';
  nameTemplate: string | null;
}

/**
 * Raised when the same profile comes out as other bytes because the program changed: it is part of the fingerprint,
 * so that a derivative made by older code is made anew.
 */
const RENDER_REVISION = 4;

/** Names everything about a profile that decides bytes; two profiles with one fingerprint make the same file. */
export function profileFingerprint(profile: ExportProfile): string {
  const { id: _id, name: _name, kinds: _kinds, nameTemplate: _template, ...render } = profile;
  return `${RENDER_REVISION}:${stableJson(render)}`;
}

function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stableJson(inner)}`).join(',')}}`;
}

/** What a profile asks for that this version cannot make, in words; empty when it can all be made. */
export function unsupported(profile: ExportProfile): string[] {
  const missing: string[] = [];
  if (profile.crop) missing.push('crop');
  if (profile.size.type === 'box' && profile.size.fit !== 'inside') missing.push(`size fit "${profile.size.fit}"`);
  if (profile.maxBytes !== null) missing.push('maxBytes');
  if (profile.watermark) missing.push('watermark');
  if (profile.nameTemplate) missing.push('nameTemplate');
  if (profile.sharpen) missing.push('sharpen');
  if (profile.enlarge) missing.push('enlarge');
  return missing;
}
