import type { Files } from '../../bag/source';
import { openFolder } from '../../files/folder';
import { zipFiles } from './zip-files';

/** Where a backup is looked for. */
export type RestoreFrom =
  | { type: 'folder'; folder: FileSystemDirectoryHandle }
  /** Chosen files: zips, or all files of a folder. @see File.webkitRelativePath, which does not cross to a worker */
  | { type: 'files'; files: readonly { file: File; path: string }[] };

/**
 * The files of each place: a folder is one, each zip is one.
 * @throws AppError "backup-broken" where a zip cannot be read
 */
export async function openFiles(from: RestoreFrom): Promise<Files[]> {
  if (from.type === 'folder') {
    const folder = openFolder(from.folder);
    return [{ name: from.folder.name, paths: await folder.paths(''), read: folder.read }];
  }
  const zips = from.files.filter(({ path }) => /\.zip$/i.test(path));
  const loose = new Map(from.files.map(({ file, path }) => [path, file]));
  if (zips.length > 0 && [...loose.keys()].every((path) => /\.zip$/i.test(path))) {
    return Promise.all(zips.map(({ file }) => zipFiles(file)));
  }
  const [first] = loose.keys();
  return [
    {
      name: first?.split('/')[0] ?? '',
      paths: new Set(loose.keys()),
      read: async (path) => loose.get(path) ?? null,
    },
  ];
}
