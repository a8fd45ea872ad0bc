import { isRefused, ORIGINAL } from '../domain/access';
import type { Version } from '../domain/asset';
import { AppError } from '../domain/errors';
import { readProven } from '../jobs/proven';
import { saveFile } from '../jobs/save';
import { library } from '../state/library';
import { wantedBy } from '../state/profile-choice';
import { run } from '../state/run';
import { originalName } from '../text/naming';

/** Saves the bytes of one version under its own name. */
export async function saveVersion({ blobHash, mime, fileName, number }: Version): Promise<void> {
  await run(`Version ${number} could not be downloaded.`, async () => {
    // A version is had as it came, or not at all.
    const wanted = wantedBy(ORIGINAL);
    if (isRefused(wanted)) throw new AppError(wanted.refused);
    saveFile(await readProven(library(), { blobHash, mime }), originalName(fileName));
  });
}
