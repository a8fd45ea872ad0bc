import type { Asset } from '../domain/asset';
import type { Beside } from '../domain/embedded';
import { readSidecar, readTakeoutJson } from '../jobs/engines';
import { assetsNamed } from '../library/assets-named';
import type { Library } from '../library/library';
import { splitExtension } from '../text/naming';
import { isSidecar } from './sidecars';
import type { Incoming } from './sources/incoming';
import { isTakeoutJson } from './takeout';
import { photoBeginning, takeoutNames } from './takeout-names';

/** A sidecar that came without its file, which is in the library. */
export interface LoneSidecar {
  of: Asset;
  beside: Beside;
}

/**
 * Finds what sidecars that came alone are about: the one living asset whose file has the name that they go by. One that may be
 * about several, or that says nothing, stays a file like any other.
 */
export async function findLoneSidecars(
  library: Library,
  incoming: readonly Incoming[],
): Promise<Map<File, LoneSidecar>> {
  const found = new Map<File, LoneSidecar>();
  const sidecars = incoming.filter(isSidecar);
  const jsons = incoming.filter(isTakeoutJson);
  if (sidecars.length + jsons.length === 0) return found;
  const xmpNames = new Set(sidecars.map(({ file }) => nameOf(file, '.xmp')));
  const jsonNames = new Set(jsons.map(({ file }) => nameOf(file, '.json')));
  const owners = new Map<string, Asset[]>();
  const note = (key: string, asset: Asset) => owners.set(key, [...(owners.get(key) ?? []), asset]);
  const beginnings = [...xmpNames, ...Array.from(jsonNames, photoBeginning)];
  for await (const batch of assetsNamed(library, beginnings)) {
    for (const asset of batch) {
      if (asset.deletedAt > 0) continue;
      const name = asset.fileName.toLowerCase();
      const stem = name.slice(0, name.length - splitExtension(name).extension.length);
      for (const key of new Set([name, stem])) if (xmpNames.has(key)) note(`${key}.xmp`, asset);
      const json = jsonNames.size > 0 && takeoutNames(asset.fileName).find((key) => jsonNames.has(key));
      if (json) note(`${json}.json`, asset);
    }
  }
  for (const { file } of [...sidecars, ...jsons]) {
    const [of, ...others] = owners.get(file.name.toLowerCase()) ?? [];
    if (!of || others.length > 0) continue;
    const beside = await sayingOf(file);
    if (beside) found.set(file, { of, beside });
  }
  return found;
}

const nameOf = ({ name }: File, ending: string) => name.toLowerCase().slice(0, -ending.length);

async function sayingOf(file: File): Promise<Beside | undefined> {
  if (file.name.toLowerCase().endsWith('.json')) {
    const takeout = await readTakeoutJson(file);
    return takeout?.type === 'photo' ? { takeout: takeout.properties } : undefined;
  }
  const sidecar = await readSidecar(file);
  return Object.keys(sidecar).length > 0 ? { sidecar } : undefined;
}
