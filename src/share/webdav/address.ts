import type { WebDavSettings } from './settings';

/** An address in the folder. */
export const urlOf = (folder: string, name: string) => `${folder}/${encodeURIComponent(name)}`;

/** An address below the folder. */
export const urlBelow = (folder: string, path: string) =>
  `${folder}/${path.split('/').map(encodeURIComponent).join('/')}`;

/** Where anybody can read a file of the folder, if the server lets them. */
export function readAddressOf({ folder, publicFolder }: WebDavSettings, name: string): string {
  return urlOf(publicFolder || folder, name);
}
