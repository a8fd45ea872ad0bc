import type { Version } from '../domain/asset';
import { originalName } from '../domain/naming';
import { saveFile } from '../jobs/save';
import { readBytes } from '../library/assets';
import { library } from './library';
import { run } from './run';

/** Saves the bytes of one version under its own name. */
export async function saveVersion({ blobHash, mime, fileName, number }: Version): Promise<void> {
  await run(`Version ${number} could not be downloaded.`, async () => {
    saveFile(await readBytes(library(), blobHash, mime), originalName(fileName));
  });
}
