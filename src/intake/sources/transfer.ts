import { fromHandle } from './handles';
import { addFromFolder, type Collected, emptyCollection } from './incoming';

interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/**
 * Files and folders that were dropped or pasted. Everything is taken out of the transfer before the first await: it is
 * empty after that.
 */
export async function fromTransfer(transfer: DataTransfer): Promise<Collected> {
  const taken = Array.from(transfer.items)
    .filter((item) => item.kind === 'file')
    .map((item) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      handle: (item as HandleItem).getAsFileSystemHandle?.().catch(() => null),
    }));
  const collected = emptyCollection();
  for (const { entry, file, handle } of taken) {
    const lasting = await handle;
    if (lasting) {
      collected.handles.push(lasting);
      await fromHandle(collected, lasting);
    } else if (entry?.isDirectory) {
      await walk(collected, entry as FileSystemDirectoryEntry);
    } else if (file) {
      collected.files.push({ file, path: file.name });
    }
  }
  return collected;
}

async function walk(collected: Collected, directory: FileSystemDirectoryEntry): Promise<void> {
  const reader = directory.createReader();
  // A reader gives at most a hundred entries a call (File and Directory Entries API, §7.3): until it gives none.
  for (;;) {
    let entries: FileSystemEntry[];
    try {
      entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    } catch {
      collected.unreadable.push(path(directory));
      return;
    }
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.isDirectory) await walk(collected, entry as FileSystemDirectoryEntry);
      else await takeFile(collected, entry as FileSystemFileEntry);
    }
  }
}

async function takeFile(collected: Collected, entry: FileSystemFileEntry): Promise<void> {
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    addFromFolder(collected, file, path(entry));
  } catch {
    collected.unreadable.push(path(entry));
  }
}

function path(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}
