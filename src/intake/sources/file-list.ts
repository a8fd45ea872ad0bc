import { addFromFolder, type Collected, emptyCollection } from './incoming';

/** Files from `input type=file`, with or without `webkitdirectory`. */
export function fromFileList(list: FileList): Collected {
  const collected = emptyCollection();
  for (const file of list) {
    const path = file.webkitRelativePath;
    if (path) addFromFolder(collected, file, path);
    else collected.files.push({ file, path: file.name });
  }
  return collected;
}
