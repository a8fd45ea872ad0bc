import { AppError } from '../domain/errors';

/** The files of a bag beside its payload (RFC 8493, §2.1.1, §2.1.3, §2.2). */
export const BAGIT = 'bagit.txt';
export const INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
/** Folder of the payload. */
export const PAYLOAD = 'data/';

/** What stands in "bagit.txt", byte for byte (RFC 8493, §2.1.1). */
export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Versions of BagIt that are read: 0.97 writes what we need as 1.0 does. */
const VERSIONS = /^(?:0\.9[3-7]|1\.\d+)$/;

/**
 * Looks whether a folder says that it is a bag.
 * @throws AppError "backup-none" where it does not, "backup-newer" where it is of a version that nobody knew
 */
export function requireBag(declaration: string): void {
  const version = /^BagIt-Version: *(\S+)/m.exec(declaration)?.[1];
  if (!version) throw new AppError('backup-none');
  if (!VERSIONS.test(version)) throw new AppError('backup-newer');
}

/** SHA-256 by the path in the bag. */
export type Manifest = Map<string, string>;

/** A manifest as `sha256sum -c` reads it, in the order of paths. */
export function printManifest(files: ReadonlyMap<string, string>): string {
  return [...files.keys()]
    .sort()
    .map((path) => `${files.get(path)}  ${path}\n`)
    .join('');
}

const LINE = /^([0-9a-f]{64})[ \t]+\*?(.+)$/i;

/**
 * Reads a manifest that anybody may have written: "*" of sha256sum's binary mode, a leading "./", Windows' ends of lines and
 * per cent signs (RFC 8493, §2.1.3) are understood. What leads out of the bag is no path.
 * @throws AppError "backup-broken" where a line is none
 */
export function parseManifest(text: string): Manifest {
  const files: Manifest = new Map();
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (line === '') continue;
    const [, hash, written] = LINE.exec(line) ?? [];
    const path = written && isInside(written) && decoded(written.replace(/^\.\//, ''));
    if (!hash || !path) throw new AppError('backup-broken', { detail: line.slice(0, 200) });
    files.set(path, hash.toLowerCase());
  }
  return files;
}

const isInside = (path: string) => !/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path);

/** Only what must be written so: a name with another "%41" in it, from a program that did not know, stays what it is. */
const decoded = (path: string) =>
  path.replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What "bag-info.txt" says (RFC 8493, §2.2.2), by label. */
export type Info = Record<string, string>;

export const printInfo = (info: Info): string =>
  Object.entries(info)
    .map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`)
    .join('');

/** Values that go on in indented lines are joined; of a label that stands there twice the last counts. */
export function parseInfo(text: string): Info {
  const info: Info = {};
  let last = '';
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [, label, value] = /^([^\s:][^:]*?)\s*:\s*(.*)$/.exec(line) ?? [];
    if (/^\s+\S/.test(line) && last) info[last] += ` ${line.trim()}`;
    else if (label) {
      last = label;
      info[label] = (value ?? '').trim();
    }
  }
  return info;
}
