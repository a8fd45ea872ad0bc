/** How far a level of a tree stands in, in pixels, and how far the deepest may: the names need the rest. */
interface Indent {
  step: number;
  most: number;
}

/** @returns the indent of a level where the deepest in sight is `deepest`: deep trees take smaller steps */
export function indentOf(depth: number, deepest: number, { step, most }: Indent): number {
  return deepest * step <= most ? depth * step : (depth * most) / deepest;
}

export const deepestOf = (nodes: readonly { depth: number }[]): number =>
  nodes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0);
