import type { Beside } from '../../domain/embedded';

/** A file on its way in, whatever way it came. */
export interface Incoming {
  file: File;
  /** Path inside the dropped or chosen folder, with "/"; the bare name for single files. */
  path: string;
  /** What came with it about it. */
  beside?: Beside;
}

export interface Collected {
  files: Incoming[];
  /** What the system itself keeps in folders (".DS_Store"): left out, and said so. */
  systemFiles: number;
  /** Folders and files that could not be opened, by path. */
  unreadable: string[];
  /** Kept for going on after a closed tab, where the browser gives them. */
  handles: FileSystemHandle[];
}

const SYSTEM_FILES = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.localized']);

export function emptyCollection(): Collected {
  return { files: [], systemFiles: 0, unreadable: [], handles: [] };
}

/** Adds a file found inside a folder; single files that somebody chose are taken whatever they are called. */
export function addFromFolder(into: Collected, file: File, path: string): void {
  const hiddenByMac = file.name.startsWith('._') && file.size <= 4096;
  if (SYSTEM_FILES.has(file.name.toLowerCase()) || hiddenByMac) into.systemFiles++;
  else into.files.push({ file, path });
}
