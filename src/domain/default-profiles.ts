import type { ExportProfile } from './profile';

const BASE = {
  kinds: ['image', 'vector'],
  enlarge: false,
  dpi: null,
  crop: null,
  background: '#ffffff',
  lossless: false,
  effort: null,
  maxBytes: null,
  sharpen: false,
  watermark: null,
  nameTemplate: null,
} satisfies Partial<ExportProfile>;

const longEdge = (pixels: number): ExportProfile['size'] => ({ type: 'long-edge', pixels });
const SRGB: ExportProfile['colour'] = { space: 'srgb', embed: true };

/** The profiles of an installation that names none, and the fallback where its configuration has a mistake. */
export const DEFAULT_PROFILES: readonly ExportProfile[] = [
  {
    ...BASE,
    id: 'web-1600',
    name: 'Web 1600',
    format: 'jpeg',
    size: longEdge(1600),
    quality: 80,
    colour: SRGB,
    metadata: 'all-but-location',
  },
  {
    ...BASE,
    id: 'thumbnail-400',
    name: 'Thumbnail 400',
    format: 'jpeg',
    size: longEdge(400),
    quality: 75,
    colour: { space: 'srgb', embed: false },
    metadata: 'none',
  },
  {
    ...BASE,
    id: 'webp-2048',
    name: 'WebP 2048',
    format: 'webp',
    size: longEdge(2048),
    quality: 80,
    colour: SRGB,
    metadata: 'all-but-location',
  },
  {
    ...BASE,
    id: 'avif-2048',
    name: 'AVIF 2048',
    format: 'avif',
    size: longEdge(2048),
    quality: 60,
    colour: SRGB,
    metadata: 'all-but-location',
  },
  {
    ...BASE,
    id: 'print-300',
    name: 'Print 300 dpi',
    format: 'tiff',
    size: { type: 'full' },
    dpi: 300,
    quality: 80,
    lossless: true,
    colour: { space: 'own', embed: true },
    metadata: 'everything',
  },
];
