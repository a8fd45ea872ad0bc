import { AppError } from '../domain/errors';
import { describe } from '../flows/said';
import { type Member, makeRenditions, wantedName } from '../jobs/rendition';
import { installation } from '../state/installation';
import { library } from '../state/library';
import { MOST_ATTACHED } from '../text/email';
import { createNamer } from '../text/naming';
import type { LeftOut } from './members';
import type { Sending, Sent } from './pack-and-send';

/** Attachments are made when the draft is saved; here it is found out whether they can be, and how large they are. */
export async function checkFiles(
  members: readonly Member[],
  signal: AbortSignal,
  onProgress: Sending['onProgress'],
): Promise<Sent> {
  const files: Sent['files'] = [];
  const failures: LeftOut[] = [];
  const nameFor = createNamer();
  const cacheLimit = installation.peek().derivativeCacheBytes;
  let done = 0;
  for await (const made of makeRenditions(library(), members, { signal, cacheLimit, describe, priority: 1 })) {
    const { asset, wanted } = made.member;
    if ('failure' in made) failures.push({ name: asset.fileName, failure: made.failure });
    else files.push({ name: nameFor(wantedName(asset, wanted)), bytes: made.file.size });
    onProgress(++done, members.length);
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > MOST_ATTACHED) throw new AppError('share-too-large');
  if (files.length === 0) throw new AppError(failures[0]?.failure ?? 'assets-gone');
  return { files, failures, bytes: 0, key: null, link: '', fileName: '', object: '', place: null };
}
