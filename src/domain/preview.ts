/** Longest edges of the two previews, in pixels: one for the grid, one for the large view. */
export const PREVIEW_SIZES = [320, 1600] as const;
export type PreviewSize = (typeof PREVIEW_SIZES)[number];
