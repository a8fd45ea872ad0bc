import { type FileRow, linesOf, parseFile, parseHead, parseLine, ROWS } from '../../bag/rows';
import { BAGIT, INFO, MANIFEST, type Manifest, PAYLOAD, parseInfo, parseManifest, requireBag } from '../../bag/tags';
import { AppError } from '../../domain/errors';
import type { Folder } from '../../files/folder';
import { type Earlier, NOTHING_BEFORE } from './layout';

/** In "bag-info.txt" the id of the library that a bag is of. */
export const LIBRARY_LABEL = 'External-Identifier';

/**
 * What an earlier backup left in a folder.
 * @param own ids that this library has had: another one's backup is not overwritten
 * @throws AppError "backup-other", "backup-newer"
 */
export async function readEarlier(folder: Folder, own: readonly string[]): Promise<Earlier> {
  const declaration = await folder.read(BAGIT);
  if (!declaration) return NOTHING_BEFORE;
  requireBag(await declaration.text());
  const library = parseInfo((await (await folder.read(INFO))?.text()) ?? '')[LIBRARY_LABEL];
  if (!library || !own.includes(library)) throw new AppError('backup-other');
  const [listed, there, rows] = await Promise.all([
    listedFiles(folder),
    folder.paths(PAYLOAD.slice(0, -1)),
    readRows(folder),
  ]);
  const manifest = new Map([...listed].filter(([path]) => there.has(path)));
  return { manifest, unlisted: new Set([...there].filter((path) => !manifest.has(path))), ...rows };
}

/** A manifest that cannot be read lists nothing: what is there is then looked at, byte by byte. */
async function listedFiles(folder: Folder): Promise<Manifest> {
  const file = await folder.read(MANIFEST);
  try {
    return parseManifest((await file?.text()) ?? '');
  } catch {
    return new Map();
  }
}

async function readRows(folder: Folder): Promise<Pick<Earlier, 'files' | 'described'>> {
  const file = await folder.read(ROWS);
  const files: FileRow[] = [];
  let described = '';
  for await (const text of file ? linesOf(file) : []) {
    // Only these two are read: what is left is most of it.
    if (!/^\{"table":"(?:backup|files)"/.test(text)) continue;
    const line = parseLine(text);
    const row = line && parseFile(line);
    if (row) files.push(row);
    else if (line) described = parseHead(line)?.described ?? described;
  }
  return { files, described };
}
