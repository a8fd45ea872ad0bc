import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { fixture } from './tools';

/**
 * A folder of the browser's private file system stands in for the folder that a person would pick: no dialog of the system can be
 * driven here, and its handles are of the same kind.
 */
export async function pickFolder(context: BrowserContext, name: string): Promise<void> {
  await context.addInitScript((folder) => {
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
    Object.assign(globalThis, { showDirectoryPicker: pick });
  }, name);
}

/** No page may write into folders, as in Firefox and WebKit: a folder is chosen by an input. */
export async function noFolderPicker(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showDirectoryPicker');
  });
}

/** Copies a folder of the private file system to this machine's disk. @returns where it lies */
export async function copyOut(page: Page, name: string): Promise<string> {
  const files = await page.evaluate(async (folder) => {
    const found: [path: string, base64: string][] = [];
    const visit = async (handle: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [key, each] of handle.entries()) {
        if (each.kind === 'directory') await visit(each as FileSystemDirectoryHandle, `${path}${key}/`);
        else {
          const bytes = new Uint8Array(await (await (each as FileSystemFileHandle).getFile()).arrayBuffer());
          let text = '';
          for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
          found.push([path + key, btoa(text)]);
        }
      }
    };
    await visit(await (await navigator.storage.getDirectory()).getDirectoryHandle(folder), '');
    return found;
  }, name);
  const out = mkdtempSync(join(tmpdir(), 'satchel-bag-'));
  for (const [path, base64] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), Buffer.from(base64, 'base64'));
  }
  return out;
}

/** When each file of a folder of the private file system was written last. */
export function writtenAt(page: Page, name: string): Promise<Record<string, number>> {
  return page.evaluate(async (folder) => {
    const times: Record<string, number> = {};
    const visit = async (handle: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [key, each] of handle.entries()) {
        if (each.kind === 'directory') await visit(each as FileSystemDirectoryHandle, `${path}${key}/`);
        else times[path + key] = (await (each as FileSystemFileHandle).getFile()).lastModified;
      }
    };
    await visit(await (await navigator.storage.getDirectory()).getDirectoryHandle(folder), '');
    return times;
  }, name);
}

/** All files below a folder on the disk, by their paths in it. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort();

/** Pictures no two of which are the same: bytes behind a JPEG's end change nothing but its hash. */
export const picture = (name: string, salt: number) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.concat([readFileSync(fixture('located.jpg')), Buffer.from([salt & 255, salt >> 8])]),
});
