import type { EngineModule } from '../../domain/engine-module';
import type { Family, KnownType } from '../family';

const picture = (label: string, engineModule: EngineModule | null, browser: boolean): KnownType => ({
  kind: 'image',
  label,
  engineModule,
  browser,
});

/** Pictures made of pixels. */
export const image = {
  id: 'image',
  types: {
    'image/jpeg': picture('JPEG', null, true),
    'image/png': picture('PNG', null, true),
    'image/apng': picture('PNG', null, true),
    'image/webp': picture('WebP', null, true),
    'image/gif': picture('GIF', null, true),
    'image/tiff': picture('TIFF', null, false),
    'image/avif': picture('AVIF', 'heif', true),
    'image/jxl': picture('JPEG XL', 'jxl', false),
  },
} as const satisfies Family;
