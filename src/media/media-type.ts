import type { Kind } from '../domain/asset';

/** Families of files that something more than their bytes is known of; each has a folder. */
export type FamilyId = 'image' | 'svg';

/** A part of the picture engine that is loaded only into workers which have met a file that needs it. */
export type EngineModule = 'heif' | 'jxl' | 'resvg';

/** What a type of files is to us. Light: the page loads it. */
export interface MediaType {
  kind: Kind;
  /** What people call it: stands on the tile. */
  label: string;
  /** Whose decoder reads it; null: nobody's does here, a type tile stands for it. */
  family: FamilyId | null;
  /** What its decoder needs besides the picture engine itself. */
  engineModule: EngineModule | null;
  /** Whether browsers show the original itself, for zooming to single pixels. */
  browser: boolean;
}
