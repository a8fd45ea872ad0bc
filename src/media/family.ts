import type { Kind } from '../domain/asset';
import type { EngineModule } from '../domain/engine-module';

/** What is known of a type of files. */
export interface KnownType {
  kind: Kind;
  /** What people call it: stands on the tile. */
  label: string;
  /** What its decoder needs besides the picture engine itself. */
  engineModule: EngineModule | null;
  /** Whether browsers show the original itself, for zooming to single pixels. */
  browser: boolean;
}

/** Types that one decoder reads. Light: the page loads it. */
export interface Family {
  /** The name of its folder. */
  readonly id: string;
  /** By their MIME types. */
  readonly types: Readonly<Record<string, KnownType>>;
}
