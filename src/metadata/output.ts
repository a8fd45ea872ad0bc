import type { ContainerId } from '../domain/container';

/** What is known of the picture that an export holds, for what its metadata say of it. */
export interface Output {
  container: ContainerId;
  mime: string;
  width: number;
  height: number;
  dpi: number;
  /** The picture as it was stored before it was turned upright. */
  stored: { width: number; height: number };
  /** How it was turned: EXIF's orientation of the original (EXIF 2.32, §4.6.4). */
  orientation: number;
  /** The colours that it was brought to; null where it kept its own. */
  colours: 'srgb' | 'other' | null;
}
