import type { EmbeddedProperties } from '../domain/embedded';
import { readTakeoutJson } from '../jobs/engines';
import type { Incoming } from './sources/incoming';
import { isAlbumName, liveKey, takeoutNames } from './takeout-names';

const JSON_ENDING = /\.json$/i;
/** Takeout's are a few kilobytes. */
const MOST_BYTES = 512 * 1024;

/** Whether it may be one of Takeout's, by its name. */
export const isTakeoutJson = ({ path, file }: Incoming) => JSON_ENDING.test(path) && file.size <= MOST_BYTES;

interface TakenOut {
  /** What is left to be kept as files, each with what was said of it. */
  files: Incoming[];
  /** What albums are called, by the path of their folder. */
  albums: Map<string, string>;
}

/**
 * Takes Google Takeout's JSON out of a batch: of each photo, by its odd names, and of albums. One that is something else, or
 * whose photo is not there, stays a file like any other.
 */
export async function takeTakeout(incoming: readonly Incoming[]): Promise<TakenOut> {
  const said = new Map<File, EmbeddedProperties>();
  const albums = new Map<string, string>();
  const jsons = incoming.filter(isTakeoutJson);
  if (jsons.length === 0) return { files: [...incoming], albums };
  const taken = new Set<Incoming>();
  const byPath = new Map(jsons.map((each) => [each.path.toLowerCase().replace(JSON_ENDING, ''), each]));
  const belonging = new Map<Incoming, Incoming[]>();
  for (const each of incoming) {
    if (JSON_ENDING.test(each.path)) continue;
    const json = jsonOf(each, byPath);
    if (json) belonging.set(json, [...(belonging.get(json) ?? []), each]);
  }
  const reading = [...belonging].map(([json, of]) => ({ json, of, found: readTakeoutJson(json.file) }));
  for (const { json, of, found } of reading) {
    const photo = await found;
    if (photo?.type !== 'photo') continue;
    taken.add(json);
    for (const { file } of of) said.set(file, photo.properties);
  }
  if (taken.size > 0) {
    for (const json of jsons) {
      if (belonging.has(json) || !isAlbumName(nameOf(json.path))) continue;
      const album = await readTakeoutJson(json.file);
      if (album?.type !== 'album') continue;
      taken.add(json);
      albums.set(folderOf(json.path), album.title);
    }
    shareWithLive(incoming, said);
  }
  const files = incoming.flatMap((each) => {
    if (taken.has(each)) return [];
    const takeout = said.get(each.file);
    return takeout ? [{ ...each, beside: { ...each.beside, takeout } }] : [each];
  });
  return { files, albums };
}

function jsonOf({ path }: Incoming, byPath: ReadonlyMap<string, Incoming>): Incoming | undefined {
  const folder = folderOf(path).toLowerCase();
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const name of takeoutNames(nameOf(path))) {
    const json = byPath.get(prefix + name);
    if (json) return json;
  }
  return undefined;
}

/** The film of a live photo has what was said of the picture. */
function shareWithLive(incoming: readonly Incoming[], said: Map<File, EmbeddedProperties>): void {
  const known = new Map(
    incoming.flatMap(({ path, file }) => {
      const properties = said.get(file);
      return properties ? [[liveKey(path), properties] as const] : [];
    }),
  );
  for (const { path, file } of incoming) {
    const properties = said.has(file) || JSON_ENDING.test(path) ? undefined : known.get(liveKey(path));
    if (properties) said.set(file, properties);
  }
}

export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
