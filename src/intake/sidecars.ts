import type { Beside } from '../domain/embedded';
import { readSidecar } from '../jobs/engines';
import { splitExtension } from '../text/naming';
import type { Incoming } from './sources/incoming';

const SIDECAR = /\.xmp$/i;
const MOST_BYTES = 32 * 1024 * 1024;

/** Whether it may be an XMP sidecar, by its name. */
export const isSidecar = ({ path, file }: Incoming) => SIDECAR.test(path) && file.size <= MOST_BYTES;

/**
 * Takes XMP sidecars out of a batch and gives what they say to the files that they belong to: "photo.jpg.xmp" or
 * "photo.xmp" beside "photo.jpg". One without such a file, or that cannot be read, stays a file like any other.
 */
export async function takeSidecars(
  incoming: readonly Incoming[],
): Promise<{ pictures: Incoming[]; besides: Map<File, Beside> }> {
  const besides = new Map<File, Beside>();
  for (const { file, beside } of incoming) if (beside) besides.set(file, beside);
  const candidates = incoming.filter(isSidecar);
  if (candidates.length === 0) return { pictures: [...incoming], besides };
  const byName = new Map<string, Incoming[]>();
  for (const each of incoming) {
    if (SIDECAR.test(each.path)) continue;
    for (const key of [each.path.toLowerCase(), withoutExtension(each.path.toLowerCase())]) {
      const named = byName.get(key) ?? [];
      named.push(each);
      byName.set(key, named);
    }
  }
  const taken = new Set<Incoming>();
  const belonging = candidates.flatMap((sidecar) => {
    const of = byName.get(sidecar.path.toLowerCase().replace(SIDECAR, ''));
    return of ? [{ sidecar, of, reading: readSidecar(sidecar.file) }] : [];
  });
  for (const { sidecar, of, reading } of belonging) {
    const said = await reading;
    if (Object.keys(said).length === 0) continue;
    taken.add(sidecar);
    // "photo.xmp" speaks for "photo.jpg" and for the "photo.nef" beside it.
    for (const { file } of of) {
      const known = besides.get(file);
      besides.set(file, { ...known, sidecar: { ...known?.sidecar, ...said } });
    }
  }
  return { pictures: incoming.filter((each) => !taken.has(each)), besides };
}

const withoutExtension = (path: string) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path.slice(0, path.length - splitExtension(name).extension.length);
};
