import type { Kind } from './asset';

/** Longest edges of the two previews, in pixels: one for the grid, one for the large view. */
export const PREVIEW_SIZES = [320, 1600] as const;
export type PreviewSize = (typeof PREVIEW_SIZES)[number];

/**
 * The number of the recipe by which previews of a kind are made: raised when the program makes better ones, so that a library's
 * old ones are made anew. Where none stands here, the first previews are as good as the newest.
 */
export const PREVIEW_RECIPES: Readonly<Partial<Record<Kind, number>>> = {
  // 1: drawings have their text.
  vector: 1,
};
