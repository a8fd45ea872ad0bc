import { AppError, codeOf } from '../domain/errors';
import type { ObjectStore } from '../domain/object-store';
import { folderObjects } from './folder-objects';

/** Files in a folder that the person chose, by their paths in it. */
export interface Folder {
  /** The paths of all files below a folder; none where it is not there. */
  paths(under: string): Promise<Set<string>>;
  /** Null where there is none. */
  read(path: string): Promise<File | null>;
  /** Begins a file; nothing of it is to be seen before it is closed. @throws AppError "no-room-there", "save-refused" */
  create(path: string): Promise<NewFile>;
  /** Nothing happens where there is none. */
  remove(path: string): Promise<void>;
  /** A folder below as a store of objects, for a library's backup; "" for this one. It is made where it is not there. */
  objects(under: string): ObjectStore;
}

export interface NewFile {
  write(bytes: Uint8Array<ArrayBuffer> | Blob): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind, nor changes what was there. */
  abort(): Promise<void>;
}

/** @param root to which the person gave the right to write */
export function openFolder(root: FileSystemDirectoryHandle): Folder {
  const folders = new Map<string, Promise<FileSystemDirectoryHandle>>([['', Promise.resolve(root)]]);

  /** The handle of a folder; made where it is not there and `create` says so. */
  function folder(path: string, create: boolean): Promise<FileSystemDirectoryHandle> {
    const known = folders.get(path);
    if (known) return known;
    const slash = path.lastIndexOf('/');
    const made = folder(path.slice(0, Math.max(0, slash)), create).then((parent) =>
      parent.getDirectoryHandle(path.slice(slash + 1), { create }),
    );
    folders.set(path, made);
    // What is not there now may be made later.
    made.catch(() => folders.delete(path));
    return made;
  }

  const split = (path: string): [folder: string, name: string] => {
    const slash = path.lastIndexOf('/');
    return [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
  };

  async function collect(path: string, into: Set<string>): Promise<void> {
    for await (const [name, handle] of (await folder(path, false)).entries()) {
      const full = path ? `${path}/${name}` : name;
      if (handle.kind === 'directory') await collect(full, into);
      else into.add(full);
    }
  }

  const opened: Omit<Folder, 'objects'> = {
    async paths(under) {
      const found = new Set<string>();
      await collect(under, found).catch(unlessAbsent);
      return found;
    },
    async read(path) {
      const [where, name] = split(path);
      try {
        return await (await (await folder(where, false)).getFileHandle(name)).getFile();
      } catch (error) {
        unlessAbsent(error);
        return null;
      }
    },
    create: (path) =>
      told(async () => {
        const [where, name] = split(path);
        const parent = await folder(where, true);
        const handle = await parent.getFileHandle(name, { create: true });
        const writable = await handle.createWritable();
        return {
          write: (bytes) => told(() => writable.write(bytes)),
          close: () => told(() => writable.close()),
          async abort() {
            await writable.abort().catch(() => {});
            // It was empty before: then it was made for this.
            const left = await handle.getFile().catch(() => null);
            if (left?.size === 0) await parent.removeEntry(name).catch(() => {});
          },
        };
      }),
    async remove(path) {
      const [where, name] = split(path);
      try {
        await (await folder(where, false)).removeEntry(name);
      } catch (error) {
        unlessAbsent(error);
      }
    },
  };
  return { ...opened, objects: (under) => folderObjects(opened, under) };
}

/** @throws the error, unless it says that something is not there */
function unlessAbsent(error: unknown): void {
  const name = error instanceof Error ? error.name : '';
  if (name !== 'NotFoundError' && name !== 'TypeMismatchError') throw elsewhere(error);
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw elsewhere(error);
  }
}

/** What goes wrong in a folder of the person's own has words of its own: the library has room, and that one has not. */
function elsewhere(error: unknown): unknown {
  if (codeOf(error) === 'no-room') return new AppError('no-room-there', { cause: error });
  const name = error instanceof Error ? error.name : '';
  const refused = [
    'NotAllowedError',
    'SecurityError',
    'NoModificationAllowedError',
    'InvalidStateError',
    'NotFoundError',
  ];
  return refused.includes(name) ? new AppError('save-refused', { cause: error }) : error;
}
