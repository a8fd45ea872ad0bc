import { AppError } from '../../domain/errors';
import { xmlElements } from '../xml';

/** What lies in a folder, by its own name. */
interface Entry {
  name: string;
  bytes: number;
  isFolder: boolean;
}

/** What is asked of each thing in a folder (RFC 4918, §9.1). */
export const PROPFIND_BODY =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>';

const PROPERTIES = 'multistatus/response/propstat/prop/';

/**
 * What a server says of a folder and of what lies in it (RFC 4918, §13).
 * @param address of the folder, as it was asked
 * @throws AppError "carrier-failed" where it is cut, no such answer, or about another folder
 */
export function readMultistatus(xml: string, address: string): Entry[] {
  const own = segmentsOf(address, address);
  const found: Entry[] = [];
  let [href, status, length, isFolder] = ['', '', '', false];
  let isAnswer = false;
  for (const { path, text } of xmlElements(xml)) {
    if (path === 'multistatus/response/href') href = text.trim();
    else if (path === 'multistatus/response/status') status = text.trim();
    else if (path === `${PROPERTIES}getcontentlength`) length ||= text.trim();
    else if (path === `${PROPERTIES}resourcetype/collection`) isFolder = true;
    else if (path === 'multistatus') isAnswer = true;
    else if (path === 'multistatus/response') {
      const name = nameIn(own, segmentsOf(href, address));
      // It may say of one that it is gone meanwhile.
      if (name !== null && !/^HTTP\S* [45]/.test(status)) found.push({ name, bytes: Number(length), isFolder });
      [href, status, length, isFolder] = ['', '', '', false];
    }
  }
  if (!isAnswer) throw new AppError('carrier-failed', { detail: 'no list' });
  return found;
}

/** @returns the last segment; null for the folder itself */
function nameIn(own: readonly string[], segments: readonly string[]): string | null {
  const below = segments.slice(own.length);
  // Left out it would look as if nothing were there: it is a proxy that writes paths anew, or no WebDAV.
  if (below.length > 1 || own.some((each, i) => each !== segments[i]))
    throw new AppError('carrier-failed', { detail: 'a list of another folder' });
  return below[0] ?? null;
}

/** The segments of a path, whether it came as an address or a path, and however its characters are escaped. */
function segmentsOf(href: string, base: string): string[] {
  if (!URL.canParse(href, base)) throw new AppError('carrier-failed', { detail: 'no address' });
  return new URL(href, base).pathname
    .split('/')
    .filter((each) => each !== '')
    .map((each) => plain(each).normalize('NFC'));
}

function plain(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
