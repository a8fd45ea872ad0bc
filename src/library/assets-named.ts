import type { Asset } from '../domain/asset';
import { allAssets } from './assets';
import { inside } from './db';
import type { Library } from './library';

/** From so many names on, to read the library once costs less than to look each of them up. */
const MOST_LOOKED_UP = 200;

/**
 * All assets, deleted ones too, whose file's name begins with one of these, whatever the case of its letters, each once; and some
 * others besides: for who compares names by a rule of their own, and would otherwise read the whole library.
 */
export async function* assetsNamed(library: Library, beginnings: Iterable<string>): AsyncGenerator<Asset[]> {
  const sought = [...new Set(Array.from(beginnings, lookedUp))];
  if (sought.length > MOST_LOOKED_UP || sought.includes('')) {
    yield* allAssets(library);
    return;
  }
  const { db } = inside(library);
  // One by one: all at once, Dexie misses names where "_" stands in one and a letter in another.
  const found = await Promise.all(
    sought.map((beginning) => db.assets.where('fileName').startsWithIgnoreCase(beginning).toArray()),
  );
  yield [...new Map(found.flat().map((asset) => [asset.id, asset])).values()];
}

/**
 * As much of a name as the index is asked for. Dexie goes from capitals to small letters, one for one: so it ends before the first
 * letter whose capital comes after it ("ÿ") or is two ("ß"), and where an "i" may be that of "İ", in small letters an "i" and a dot.
 */
function lookedUp(name: string): string {
  const [plain = ''] = /^(?:[^i]|i(?!\u0307|$))*/s.exec(name.toLowerCase()) ?? [];
  let end = 0;
  while (end < plain.length && isPlain(plain.charAt(end))) end++;
  return plain.slice(0, end);
}

function isPlain(letter: string): boolean {
  const capital = letter.toUpperCase();
  return capital.length === 1 && capital <= letter;
}
