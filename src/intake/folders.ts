/** Folders that nobody named: what Google Takeout, cameras and phones put pictures in. */
const NOBODYS: readonly RegExp[] = [
  /^takeout(?:[- ].*)?$/i,
  /^google (?:photos|fotos|foto|photo|zdjęcia|фото|フォト)$/i,
  /^(?:photos from|fotos (?:von|de|del|aus)|photos de|foto (?:dal|del|uit|från|z|fra)|zdjęcia z) \d{4}$/i,
  /^dcim$/i,
  /^[1-9]\d\d[A-Z_][A-Z_\d]{4}$/,
  /^(?:camera|camera roll|100media)$/i,
];

/**
 * The names in a folder's path that say something of what is in it, the outermost first.
 * @param albums what albums are called, by the path of their folder: a folder's name is cut and has signs exchanged
 */
export function namesOfFolders(path: string, albums: ReadonlyMap<string, string>): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts
    .map((part, i) => (albums.get(parts.slice(0, i + 1).join('/')) ?? part).trim())
    .filter((name) => name !== '' && !NOBODYS.some((pattern) => pattern.test(name)));
}
