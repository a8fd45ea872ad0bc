import { latin, standsAt, viewOf } from '../bytes';
import { ENTRY_BYTES, type Entry } from './block';

/** Apple's note: a name, then a directory in the order that its letters say; offsets count from the note itself. */
const NAME = latin('Apple iOS\0\0');
const DIRECTORY_AT = NAME.length + 3;
const BIG = 0x4d4d;
/**
 * What leads to parts that no export has (ExifTool's names): HDR gain and headroom of a gain map; burst, content identifier, and
 * video index of a Live Photo; the identifier of an edited picture's request.
 */
const OF_PARTS: ReadonlySet<number> = new Set([0x0011, 0x0017, 0x0021, 0x0030]);

/** Apple's note without what leads to parts that are gone; any other maker's note as it is. */
export function withoutAppleParts(note: Entry): Entry {
  if (!standsAt(note.bytes, 0, NAME)) return note;
  const bytes = note.bytes.slice();
  const view = viewOf(bytes);
  const little = bytes.length > DIRECTORY_AT + 2 && view.getUint16(DIRECTORY_AT - 2) !== BIG;
  if (little || bytes.length < DIRECTORY_AT + 2) return note;
  const count = view.getUint16(DIRECTORY_AT);
  const first = DIRECTORY_AT + 2;
  if (first + count * ENTRY_BYTES > bytes.length) return note;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const at = first + i * ENTRY_BYTES;
    if (OF_PARTS.has(view.getUint16(at))) blank(bytes, at);
    else bytes.copyWithin(first + kept++ * ENTRY_BYTES, at, at + ENTRY_BYTES);
  }
  // What follows the entries (where the next directory lies) follows them still; the rest of the room says nothing.
  const next = bytes.slice(first + count * ENTRY_BYTES, first + count * ENTRY_BYTES + 4);
  bytes.fill(0, first + kept * ENTRY_BYTES, first + count * ENTRY_BYTES);
  bytes.set(next, first + kept * ENTRY_BYTES);
  view.setUint16(DIRECTORY_AT, kept);
  return { ...note, bytes };
}

/** Text that an entry points to goes with it. */
function blank(bytes: Uint8Array, entry: number): void {
  const view = viewOf(bytes);
  const [type, length, at] = [view.getUint16(entry + 2), view.getUint32(entry + 4), view.getUint32(entry + 8)];
  if (type === 2 && length > 4 && at >= DIRECTORY_AT && at + length <= bytes.length) bytes.fill(0, at, at + length);
}
