import type { EngineModule, MediaType } from '../media-type';

const picture = (label: string, engineModule: EngineModule | null, browser: boolean): MediaType => ({
  kind: 'image',
  label,
  family: 'image',
  engineModule,
  browser,
});

/** Pictures made of pixels, by their MIME types. */
export const IMAGES: Record<string, MediaType> = {
  'image/jpeg': picture('JPEG', null, true),
  'image/png': picture('PNG', null, true),
  'image/apng': picture('PNG', null, true),
  'image/webp': picture('WebP', null, true),
  'image/gif': picture('GIF', null, true),
  'image/tiff': picture('TIFF', null, false),
  'image/avif': picture('AVIF', 'heif', true),
  'image/jxl': picture('JPEG XL', 'jxl', false),
};
