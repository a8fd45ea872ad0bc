import type { ErrorCode } from './errors';
import type { Share, StorageId } from './share';
import { readLink } from './share-link';

/** A storage of the user's, without its secrets: settings may be others by the time something there is to be deleted. */
export interface StoragePlace {
  type: StorageId;
  /** What else says where it is, as its storage calls it: endpoint and bucket, or folder. */
  [part: string]: string;
}

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
