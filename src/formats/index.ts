import type { FormatId } from '../domain/profile';
import { avif } from './avif/format';
import type { Format } from './format';
import { gif } from './gif/format';
import { jpeg } from './jpeg/format';
import { jxl } from './jxl/format';
import { png } from './png/format';
import { tiff } from './tiff/format';
import { webp } from './webp/format';

/** Every format we write. */
export const FORMATS = { jpeg, png, webp, avif, jxl, tiff, gif } satisfies Record<FormatId, Format>;
