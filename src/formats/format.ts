import type { ContainerId } from '../domain/container';
import type { EngineModule } from '../domain/engine-module';
import type { FormatId } from '../domain/profile';

/** What is known of a format that we write, without its codec: menus and file names need no more. */
export interface Format {
  id: FormatId;
  label: string;
  mime: string;
  /** Without the dot. */
  extension: string;
  /** Whether it can hold transparency; where not, the profile's background goes under the picture. */
  alpha: boolean;
  /** Most pixels on one side; null where the format has no limit worth naming. */
  maxSide: number | null;
  /** The side module of libvips that writes it; null where libvips itself does. */
  engineModule: EngineModule | null;
  /** Bits of a channel that are written; the deepest that a picture has stay, where they are among them. */
  depths: readonly (8 | 16)[];
  /** How its metadata are held. */
  container: ContainerId;
  /** Bytes for a pixel, as photographs at the usual qualities come out: for estimates. */
  usualBytesPerPixel: number;
}
