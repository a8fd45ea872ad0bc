import type { MediaType } from '../media-type';

/** Drawings. Browsers may draw some of them (`drawing.ts`), but show none as it is: a script might be in it. */
export const DRAWINGS: Record<string, MediaType> = {
  'image/svg+xml': { kind: 'vector', label: 'SVG', family: 'svg', engineModule: 'resvg', browser: false },
};
