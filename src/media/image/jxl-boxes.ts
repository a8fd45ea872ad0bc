import { boxesOf } from '../../metadata/bmff';
import { joined, standsAt } from '../../metadata/bytes';
import { JXL_SIGNATURE } from '../../metadata/jxl-embed';

/**
 * A JPEG XL without its compressed boxes (ISO/IEC 18181-2, §9.3), in which encoders keep EXIF and XMP: wasm-vips refuses the whole
 * picture for the packet in one ("error JxlDecoderProcessInput"), where libvips itself does not. What they say is read elsewhere
 * (`metadata/jxl-boxes.ts`), and which side is up stands in the picture.
 * @returns the same bytes where there is none
 */
export function withoutCompressedBoxes(bytes: ArrayBuffer): ArrayBuffer {
  const file = new Uint8Array(bytes);
  if (!standsAt(file, 0, JXL_SIGNATURE)) return bytes;
  const boxes = [...boxesOf(file)];
  const kept = boxes.filter(({ type }) => type !== 'brob');
  if (kept.length === boxes.length) return bytes;
  const rest = file.subarray(boxes.at(-1)?.end);
  return joined([...kept.map(({ start, end }) => file.subarray(start, end)), rest]).buffer as ArrayBuffer;
}
