import { BAGIT, INFO, type Info, MANIFEST, type Manifest, PAYLOAD, parseInfo, parseManifest, requireBag } from './tags';

/** Files by their paths, wherever they lie: a folder, chosen files, a zip. */
export interface Files {
  /** What people know it by. */
  readonly name: string;
  readonly paths: ReadonlySet<string>;
  /** @throws where it cannot be read; null where there is no such file */
  read(path: string): Promise<Blob | null>;
}

/** A bag that is there to be read: paths are those inside it. */
export interface Bag extends Files {
  readonly info: Info;
  /** Empty where it cannot be read. */
  readonly manifest: Manifest;
  /** Files of the payload that the manifest names and that are not there. */
  readonly absent: readonly string[];
}

/** The folder in which "bagit.txt" lies that is nearest to the top: "" or "name/"; undefined where there is none. */
function bagRoot(paths: ReadonlySet<string>): string | undefined {
  const roots = [...paths].filter((path) => path === BAGIT || path.endsWith(`/${BAGIT}`));
  const depth = (path: string) => path.split('/').length;
  const [first] = roots.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return first?.slice(0, -BAGIT.length);
}

/**
 * Opens the bag among some files, wherever in them it lies.
 * @returns null where there is none
 * @throws AppError "backup-newer"
 */
export async function openBag(files: Files): Promise<Bag | null> {
  const root = bagRoot(files.paths);
  if (root === undefined) return null;
  const read = (path: string) => files.read(root + path);
  const text = async (path: string) => (await (await read(path))?.text()) ?? '';
  requireBag(await text(BAGIT));
  const paths = new Set([...files.paths].flatMap((path) => (path.startsWith(root) ? [path.slice(root.length)] : [])));
  const manifest = await readManifest(await text(MANIFEST));
  const absent = [...manifest.keys()].filter((path) => path.startsWith(PAYLOAD) && !paths.has(path));
  return { name: files.name, paths, read, info: parseInfo(await text(INFO)), manifest, absent };
}

/** The folder "data" of somebody who made no bag of it; null where there is none either. */
export function bareData(files: Files): Bag | null {
  const inData = [...files.paths].find((path) => /(?:^|\/)data\/./.test(path));
  if (inData === undefined) return null;
  const root = inData.slice(0, /(?:^|\/)data\//.exec(inData)?.index ?? 0);
  const prefix = root === '' ? '' : `${root}/`;
  const paths = [...files.paths].flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
  const read = (path: string) => files.read(prefix + path);
  return { name: files.name, paths: new Set(paths), read, info: {}, manifest: new Map(), absent: [] };
}

async function readManifest(text: string): Promise<Manifest> {
  try {
    return parseManifest(text);
  } catch {
    return new Map();
  }
}

/** Which zip of how many a bag is (RFC 8493, §2.2.2, "Bag-Count"); 1 of 1 where it does not say. */
export function countOf({ info }: Pick<Bag, 'info'>): { number: number; of: number } {
  const [, number, of] = /^(\d+) of (\d+)$/.exec(info['Bag-Count'] ?? '') ?? [];
  return { number: Number(number ?? 1), of: Number(of ?? 1) };
}
