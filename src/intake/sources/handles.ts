import { addFromFolder, type Collected, emptyCollection } from './incoming';

/** Reads a dropped file or folder by its handle. */
export async function fromHandle(collected: Collected, handle: FileSystemHandle, base = ''): Promise<void> {
  const path = base ? `${base}/${handle.name}` : handle.name;
  try {
    if (handle.kind === 'file') {
      const file = await (handle as FileSystemFileHandle).getFile();
      if (base) addFromFolder(collected, file, path);
      else collected.files.push({ file, path });
      return;
    }
    for await (const inner of (handle as FileSystemDirectoryHandle).values()) {
      await fromHandle(collected, inner, path);
    }
  } catch {
    collected.unreadable.push(path);
  }
}

interface PermissionHandle {
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/** Reads kept handles again after a closed tab; must run in a click, since the browser asks the person. */
export async function fromKeptHandles(handles: readonly FileSystemHandle[]): Promise<Collected> {
  const collected = emptyCollection();
  for (const handle of handles) {
    const state = await (handle as PermissionHandle).requestPermission?.({ mode: 'read' });
    if (state === undefined || state === 'granted') await fromHandle(collected, handle);
    else collected.unreadable.push(handle.name);
  }
  return collected;
}
