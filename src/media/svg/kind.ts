import type { Family } from '../family';

/** Drawings. Browsers may draw some of them (`drawing.ts`), but show none as it is: a script might be in it. */
export const svg = {
  id: 'svg',
  types: { 'image/svg+xml': { kind: 'vector', label: 'SVG', engineModule: 'resvg', browser: false } },
} as const satisfies Family;
