import type { Share } from '../domain/share';
import { type ShareCommand, shareCommands } from '../domain/share-commands';
import type { Verdict } from '../domain/verdict';
import { saveFile } from '../jobs/save';
import { CARRIERS } from '../share';
import { may } from '../state/installation';
import { alertPerson } from '../state/messages';
import { madeFiles } from './pack-and-send';
import { now } from './shares';
import { cannotSend } from './storages';

/**
 * What can be done with a share, as this page and its settings are now.
 * @param assetsHere whether any of its assets is still there, where that was looked at
 */
export function commandsOf(share: Share, assetsHere = true): Record<ShareCommand, Verdict> {
  return shareCommands({
    share,
    now: now.value,
    notRevocable: CARRIERS[share.carrier].notRevocable,
    cannotSend: cannotSend(share.carrier),
    mayShare: may('share'),
    fileHere: madeFiles.value.has(share.id),
    assetsHere,
  });
}

/** "Save file": the file that was made lies on the disk for an hour, unless somebody cleared the jobs before. */
export async function saveMade(share: Share): Promise<void> {
  const file = madeFiles.peek().get(share.id);
  const there = await file
    ?.slice(0, 1)
    .arrayBuffer()
    .catch(() => undefined);
  if (file && there) return saveFile(file, share.fileName);
  const left = new Map(madeFiles.peek());
  left.delete(share.id);
  madeFiles.value = left;
  alertPerson(`${share.fileName} is not kept here any more. “Extend” on page Shares makes it anew, with a new link.`);
}
