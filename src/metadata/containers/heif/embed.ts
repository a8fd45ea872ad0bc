import { joined, latin, uint16, uint32, viewOf } from '../../bytes';
import { type Box, box, boxesOf } from '../bmff';
import { type Item, type ItemTable, readItems } from './items';

const FULL_BOX = 4;
const NO_FLAGS = [0, 0, 0, 0];
/** ISO/IEC 23008-12, annex A: how far behind these four bytes the TIFF header stands. */
const EXIF_HEADER = [0, 0, 0, 0];

interface Added {
  type: 'Exif' | 'mime';
  data: Uint8Array;
}

/**
 * Puts EXIF and XMP into an AVIF as items that describe the primary one (ISO/IEC 23008-12, annex A; MIAF, §7.3.10). The
 * meta box grows, so where every other item lies is written anew.
 * @param file as libheif writes it; anything else comes back as it is
 */
export function withHeifItems(
  file: Uint8Array,
  { exif, xmp }: { exif: Uint8Array | null; xmp: Uint8Array | null },
): Uint8Array {
  const added: Added[] = [];
  if (exif) added.push({ type: 'Exif', data: joined([EXIF_HEADER, exif]) });
  if (xmp) added.push({ type: 'mime', data: xmp });
  const table = readItems(file);
  if (!table || table.primary === null || added.length === 0) return file;
  const ids = added.map((_, i) => Math.max(...table.items.map(({ id }) => id), table.primary ?? 0) + 1 + i);
  if ((ids.at(-1) ?? 0) > 0xffff) return file;

  // Lengths do not depend on offsets, so the box is made once to know how far everything moves.
  const moved = metaBox(file, table, { added, ids, shift: 0 }).length - (table.meta.end - table.meta.start);
  const meta = metaBox(file, table, { added, ids, shift: moved });
  const data = box('mdat', ...added.map((each) => each.data));
  return joined([file.subarray(0, table.meta.start), meta, file.subarray(table.meta.end), data]);
}

interface Growth {
  added: readonly Added[];
  ids: readonly number[];
  shift: number;
}

function metaBox(file: Uint8Array, { meta, boxes, primary, items }: ItemTable, { added, ids, shift }: Growth) {
  const own = (type: string) => boxes.find((each) => each.type === type);
  let at = file.length + shift + 8;
  const placed = added.map(({ data }, i) => {
    const item = { id: ids[i] ?? 0, method: 0, dataReference: 0, extents: [{ offset: at, length: data.length }] };
    at += data.length;
    return item;
  });
  const stay = items.map((item) => ({
    ...item,
    extents: item.extents.map(({ offset, length }) => ({
      // Only what is counted from the file's beginning and lies behind the box moves.
      offset: item.method === 0 && offset >= meta.end ? offset + shift : offset,
      length,
    })),
  }));
  const made: Record<string, Uint8Array> = {
    iinf: itemInfos(file, own('iinf'), added, ids),
    iloc: locations([...stay, ...placed]),
    iref: references(file, own('iref'), ids, primary ?? 0),
  };
  const kept = boxes.map((each) => made[each.type] ?? file.subarray(each.start, each.end));
  if (!own('iref')) kept.push(made.iref ?? new Uint8Array());
  return box('meta', file.subarray(meta.contents, meta.contents + FULL_BOX), ...kept);
}

/** ISO/IEC 14496-12, §8.11.6. */
function itemInfos(file: Uint8Array, iinf: Box | undefined, added: readonly Added[], ids: readonly number[]) {
  if (!iinf) return new Uint8Array();
  const wide = viewOf(file).getUint8(iinf.contents) !== 0;
  const first = iinf.contents + FULL_BOX + (wide ? 4 : 2);
  const count = [...boxesOf(file, first, iinf.end)].length + added.length;
  const entries = added.map(({ type }, i) =>
    box(
      'infe',
      [2, 0, 0, 0],
      uint16(ids[i] ?? 0),
      uint16(0),
      latin(type),
      [0],
      type === 'mime' ? latin(`${XMP}\0`) : [],
    ),
  );
  return box(
    'iinf',
    file.subarray(iinf.contents, iinf.contents + FULL_BOX),
    wide ? uint32(count) : uint16(count),
    file.subarray(first, iinf.end),
    ...entries,
  );
}

const XMP = 'application/rdf+xml';

/** §8.11.3, in the one form that holds them all: 32-bit offsets and lengths, no base. */
function locations(items: readonly Pick<Item, 'id' | 'method' | 'dataReference' | 'extents'>[]): Uint8Array {
  const entries = items.map(({ id, method, dataReference, extents }) =>
    joined([
      uint16(id),
      uint16(method),
      uint16(dataReference),
      uint16(extents.length),
      ...extents.flatMap(({ offset, length }) => [uint32(offset), uint32(length)]),
    ]),
  );
  return box('iloc', [1, 0, 0, 0], uint16(0x4400), uint16(items.length), ...entries);
}

/** §8.11.12: "cdsc", what describes what. */
function references(file: Uint8Array, iref: Box | undefined, ids: readonly number[], primary: number): Uint8Array {
  const wide = iref !== undefined && viewOf(file).getUint8(iref.contents) !== 0;
  const id = wide ? uint32 : uint16;
  const made = ids.map((each) => box('cdsc', id(each), uint16(1), id(primary)));
  const before = iref ? [file.subarray(iref.contents, iref.end)] : [NO_FLAGS];
  return box('iref', ...before, ...made);
}
