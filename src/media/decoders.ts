import type { Decode } from './decoder';
import { decodeImage } from './image/decode';
import type { FamilyId } from './kind';
import { decodeSvg } from './svg/decode';

/** The decoder of each family; all of them run in the image worker. */
export const DECODERS = { image: decodeImage, svg: decodeSvg } satisfies Record<FamilyId, Decode>;
