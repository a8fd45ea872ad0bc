import { joined, latin, uint16, uint32 } from '../../src/metadata/bytes';
import { iptc, type Needle } from './hidden-parts';

/** What programs and phones put behind the end of a JPEG, one behind the other; ExifTool reads them from the end. */
export function withTrailers(file: Uint8Array, needle: Needle): Uint8Array {
  const parts: Uint8Array[] = [file];
  const length = () => parts.reduce((sum, each) => sum + each.length, 0);
  parts.push(latin(`behind ${needle('JPEG end')}`));
  const inner = latin(needle('comment of a second JPEG'));
  parts.push(joined([[0xff, 0xd8, 0xff, 0xfe], uint16(inner.length + 2), inner, [0xff, 0xd9]]));
  parts.push(latin(`PK\x03\x04${needle('zip')}`));

  // AFCP: a directory of blocks, and where it begins at the very end.
  const afcp = length();
  const records = iptc(needle('AFCP'));
  parts.push(
    joined([
      latin('AXS!'),
      latin('01'),
      uint16(1),
      uint32(0),
      latin('IPTC'),
      uint32(records.length),
      uint32(afcp + 12 + 12),
      records,
      latin('AXS!'),
      uint32(afcp),
      uint32(0),
    ]),
  );
  const station = iptc(needle('FotoStation'));
  parts.push(joined([station, uint16(1), uint32(station.length + 10), [0xa1, 0xb2, 0xc3, 0xd4]]));
  const mechanic = iptc(needle('Photo Mechanic'));
  parts.push(joined([mechanic, uint32(mechanic.length), latin('cbipcbbl')]));
  const title = latin(needle('MIE'));
  const group = (name: string, ...elements: Uint8Array[]) =>
    joined([[0x7e, 0x10, name.length, 0], latin(name), ...elements, [0x7e, 0, 0, 0]]);
  const words = joined([[0x7e, 0x20, 5, title.length], latin('Title'), title]);
  const elements = group('Meta', group('Document', words));
  const mie = 12 + elements.length + 8 + 10;
  parts.push(
    joined([
      latin('~\x10\x04\xfe0MIE'),
      uint32(0),
      elements,
      latin('~\0\x04\0zmie'),
      latin('~\0\0\x06'),
      uint32(mie),
      [0x10, 4],
    ]),
  );
  return joined(parts);
}
