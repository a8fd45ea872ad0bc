import type { ExportProfile } from '../domain/profile';
import type { Statement } from '../domain/statement';
import { type Measured, outputOf } from '../media/engine/output';
import { mediaType } from '../media/kind';
import { compose } from '../metadata/compose';
import { CONTAINERS } from '../metadata/containers';
import { svgBlocks } from '../metadata/containers/svg/blocks';
import { orientationOf } from '../metadata/exif/truth';
import { type Blocks, gather } from '../metadata/gather';

/** The blocks of metadata of a file of any kind. */
export async function blocksOf(file: Uint8Array, mime: string): Promise<Blocks> {
  return mediaType(mime, '').kind === 'vector' ? svgBlocks(file) : gather(file);
}

/** What is to be known for describing a picture that somebody else made than libvips. */
export interface Describing {
  /** Of the original. */
  mime: string;
  profile: ExportProfile;
  statement: Statement;
  /** The original as the browser shows it: upright. */
  upright: Omit<Measured, 'orientation'>;
  made: { width: number; height: number };
}

/** Puts what an export says into a picture that a canvas made, which says nothing. */
export async function described(
  picture: Uint8Array,
  original: Uint8Array,
  { mime, profile, statement, upright, made }: Describing,
): Promise<Uint8Array> {
  const blocks = await blocksOf(original, mime);
  const output = outputOf(profile, { ...upright, orientation: orientationOf(blocks.exif) }, made);
  return CONTAINERS[output.container].embed(picture, compose(blocks, statement, { policy: profile.metadata, output }));
}
