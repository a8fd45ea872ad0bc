import type { PngText } from './containers/png/chunks';
import type { TiffBlock } from './exif/block';
import type { IptcDigest } from './iptc/photoshop-write';

/** What an export says of itself, ready to be put into its file. */
export interface Composed {
  exif: TiffBlock | null;
  xmp: Uint8Array | null;
  /** Bare records of IPTC-IIM. */
  iptc: Uint8Array | null;
  iptcDigest: IptcDigest;
  comments: Uint8Array[];
  texts: PngText[];
}
