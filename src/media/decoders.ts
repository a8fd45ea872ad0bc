import type { Decode } from './decoder';
import { decodeImage } from './image/decode';
import type { FamilyId } from './media-type';
import { decodeSvg } from './svg/decode';

/** The decoder of each family; all of them run in the image worker. */
export const DECODERS = { image: decodeImage, svg: decodeSvg } satisfies Record<FamilyId, Decode>;
