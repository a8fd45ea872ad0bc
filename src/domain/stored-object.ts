import type { ErrorCode } from './errors';
import type { Share } from './share';
import { readLink } from './share-link';

/** A storage of the user's, without its secrets: settings may be others by the time something there is to be deleted. */
export type StoragePlace =
  | { type: 's3'; endpoint: string; region: string; bucket: string }
  | { type: 'webdav'; folder: string };

/** A package in a storage. */
export interface StoredObject {
  /** Null where it was not noted yet: then only the address is known. */
  place: StoragePlace | null;
  /** Its name there. */
  object: string;
  /** Where anybody fetches it who has the link. */
  url: string;
}

/** A package that was to be deleted from a storage and could not be: who has its link fetches it still. */
export interface Undeleted extends StoredObject {
  code: ErrorCode;
}

/** Everything of a share that lies in storages: what is shared now, and what was left of before. */
export function storedObjects({ object, place, link, undeleted }: Share): StoredObject[] {
  const before = undeleted.filter((each) => each.object !== object);
  if (object === '') return before;
  const hash = link.indexOf('#');
  const read = hash < 0 ? undefined : readLink(link.slice(hash));
  return [{ place, object, url: typeof read === 'object' ? (read.url ?? '') : '' }, ...before];
}

/** Where something lies, for people. */
export function placeLabel({ place, object, url }: StoredObject): string {
  if (place?.type === 's3') return `${place.endpoint}/${place.bucket}/${object}`;
  return place ? `${place.folder}/${object}` : url.replace(/\?.*$/s, '');
}

/**
 * Whether the storage that is set up now is the one in which something lies: its keys go nowhere else.
 * @param now the storage that is set up
 * @param address where `now` would keep the object, for one whose place was not noted
 */
export function sameStorage({ place, url }: StoredObject, now: StoragePlace, address: string): boolean {
  if (!place) return url.replace(/\?.*$/s, '') === address;
  if (place.type === 's3') return now.type === 's3' && place.endpoint === now.endpoint;
  return now.type === 'webdav' && originOf(place.folder) === originOf(now.folder);
}

const originOf = (address: string) => new URL(address).origin;
