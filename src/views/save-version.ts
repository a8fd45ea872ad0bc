import type { Version } from '../domain/asset';
import { originalName } from '../domain/naming';
import { readProven } from '../jobs/proven';
import { saveFile } from '../jobs/save';
import { library } from './library';
import { run } from './run';

/** Saves the bytes of one version under its own name. */
export async function saveVersion({ blobHash, mime, fileName, number }: Version): Promise<void> {
  await run(`Version ${number} could not be downloaded.`, async () => {
    saveFile(await readProven(library(), { blobHash, mime }), originalName(fileName));
  });
}
