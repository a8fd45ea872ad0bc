import { AppError, codeOf, describeError } from '../domain/errors';
import { newId } from '../domain/ids';
import type { Share } from '../domain/share';
import { shareMail } from '../domain/share-mail';
import { describe } from '../flows/said';
import { makeRenditions, wantedName } from '../jobs/rendition';
import { saveFile } from '../jobs/save';
import { CARRIERS } from '../share';
import { installation, userProfile } from '../state/installation';
import { library } from '../state/library';
import { alertPerson } from '../state/messages';
import type { Address } from '../text/addresses';
import { type Attachment, eml, type Message } from '../text/email';
import { createNamer, safeName } from '../text/naming';
import { type LeftOut, leftOutLines, membersFor } from './members';

const formatBytes = (bytes: number) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
const formatTime = (time: number) =>
  new Date(time).toLocaleString(undefined, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });

/** The e-mail about a share, to these people. */
export function mailOf(share: Share, to: readonly Address[]): Message {
  const template = installation.peek().shareMail;
  return shareMail(to, { share, from: userProfile.peek(), template, formatBytes, formatTime });
}

/** The files of a share as its profiles make them now, and what is not among them. */
async function filesOf(share: Share): Promise<{ files: File[]; leftOut: LeftOut[] }> {
  const { members, missing } = await membersFor(share.items);
  const files: File[] = [];
  const leftOut = [...missing];
  const nameFor = createNamer();
  const cacheLimit = installation.peek().derivativeCacheBytes;
  for await (const made of makeRenditions(library(), members, { cacheLimit, describe, priority: 1 })) {
    const { asset, wanted } = made.member;
    if ('failure' in made) leftOut.push({ name: asset.fileName, failure: made.failure });
    else {
      const type = made.file.type || asset.mime;
      files.push(new File([made.file], nameFor(wantedName(asset, wanted)), { type }));
    }
  }
  return { files, leftOut };
}

/** Files for another app, with what is not among them; or why there are none. */
export type Handing = { files: File[]; leftOut: LeftOut[] } | { reason: string };

/** So much do browsers hand to another app at once: Chromium takes ten files of 50 MB together. */
const MOST_HANDED = 10;
const MOST_HANDED_BYTES = 50_000_000;

/**
 * The files themselves for another app (Web Share). They are made before somebody presses the button: browsers let a page share
 * only while a click is fresh.
 * @returns why it cannot be; null where this browser has no such thing
 */
export async function filesToHandOver(share: Share): Promise<Handing | null> {
  if (!('canShare' in navigator)) return null;
  const bytes = share.files.reduce((sum, file) => sum + file.bytes, 0);
  if (share.files.length > MOST_HANDED) return { reason: `At most ${MOST_HANDED} files can be handed to another app.` };
  if (bytes > MOST_HANDED_BYTES) return { reason: 'At most 50 MB can be handed to another app.' };
  const { files, leftOut } = await filesOf(share);
  if (files.length === 0) return { reason: 'Its assets were deleted, or cannot be made any more.' };
  if (!navigator.canShare({ files })) return { reason: 'This browser hands no files of this kind to other apps.' };
  return { files, leftOut };
}

/** Saves a draft as a file that mail programs open; with the files attached where they go so. */
export async function saveDraft(share: Share, to: readonly Address[]): Promise<void> {
  try {
    const attached: Attachment[] = [];
    let told = share;
    if (CARRIERS[share.carrier].sends === 'files') {
      const { files, leftOut } = await filesOf(share);
      if (files.length === 0) throw new AppError(leftOut[0]?.failure ?? 'asset-deleted');
      for (const file of files) {
        attached.push({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) });
      }
      // The words name what is attached, not what was once.
      told = { ...share, files: files.map(({ name, size }) => ({ name, bytes: size })) };
      if (leftOut.length > 0) {
        alertPerson(`${leftOut.length} of the files are not attached to the draft.`, { lines: leftOutLines(leftOut) });
      }
    }
    const boundary = `satchel-${newId<string & { readonly __brand: 'boundary' }>()}`;
    const [only] = to;
    const whom = to.length === 1 && only ? ` to ${only.name || only.email}` : '';
    saveFile(eml(mailOf(told, to), attached, boundary), safeName(`${share.name}${whom}.eml`));
  } catch (error) {
    alertPerson(`The draft could not be saved. ${describeError(codeOf(error))}`);
  }
}

/** Hands an address to whatever opens it: the mail program. */
export function openAddress(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.click();
}
