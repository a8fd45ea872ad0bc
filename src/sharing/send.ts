import { AppError, codeOf, describeError, isAbort } from '../domain/errors';
import type { Share, ShareRequest } from '../domain/share';
import { type StoredObject, storedObjects, type Undeleted } from '../domain/stored-object';
import { newShareId, putShare } from '../library/shares';
import { CARRIERS } from '../share';
import { openDialog, type ShareWhat } from '../state/dialogs';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { profileName } from '../state/profile-choice';
import { checkFiles } from './check-files';
import { leftOutLines, type Members, membersFor, nameOfAssets } from './members';
import { type NamedRequest, packAndSend } from './pack-and-send';
import { deleteEarlier } from './revoke';
import { mostDaysNow } from './storages';

/** Makes a share and opens dialog "Shared"; meanwhile it is a job. */
export async function makeShare(request: ShareRequest): Promise<void> {
  try {
    const { members, missing } = await membersFor(request.items);
    const name = request.name ?? nameOfAssets(members, request.items.length);
    const most = await mostDaysNow(request.carrier);
    const latest = most ? Date.now() + most.days * DAY : Number.POSITIVE_INFINITY;
    await shareMembers({ ...request, name, expiresAt: Math.min(request.expiresAt, latest) }, { members, missing });
  } catch (error) {
    tellFailed('What is to be shared could not be read.', request, error);
  }
}

/** The dialog is closed by now: what was typed there can be sent anew, or changed first. */
function tellFailed(text: string, request: ShareRequest, error: unknown): void {
  if (isAbort(error)) return;
  const { collectionId, items } = request;
  const what: ShareWhat = collectionId
    ? { type: 'collection', id: collectionId }
    : { type: 'assets', ids: items.map(({ assetId }) => assetId) };
  const change = { label: 'Change', run: () => openDialog({ type: 'share', what, typed: request }) };
  alertPerson(`${text} ${describeError(codeOf(error))}`, {
    action: { label: 'Retry', run: () => void makeShare(request) },
    ...(request.extends ? {} : { other: change }),
  });
}

const DAY = 24 * 60 * 60 * 1000;

async function shareMembers(request: NamedRequest, { members, missing }: Members): Promise<void> {
  const abort = new AbortController();
  const title = `Share of ${request.name}`;
  const id = request.extends?.id ?? (await newShareId(library()));
  const job = addJob({ name: title, total: request.items.length * 2, cancel: () => abort.abort() });
  const onProgress = (done: number, total: number) => job.update({ done, total });
  let live = false;
  /** Takes back what was made and sent, where the share itself cannot be kept (a full disk): nobody could revoke it. */
  const takeBack: (() => void)[] = [];
  try {
    if (members.length === 0) throw new AppError('asset-deleted');
    const sends = CARRIERS[request.carrier].sends;
    const sent =
      sends === 'files'
        ? await checkFiles(members, abort.signal, onProgress)
        : await packAndSend(request, { id, members, signal: abort.signal, onProgress, takeBack });
    live = request.carrier === 'live';
    const { failures, ...rest } = sent;
    const profiles = [...new Set(request.items.map(({ profileId }) => profileName(profileId)))];
    const share: Share = {
      id,
      name: request.name,
      items: [...request.items],
      collectionId: request.collectionId,
      to: [...request.to],
      comment: request.comment,
      carrier: request.carrier,
      profile: profiles.length === 1 ? (profiles[0] ?? '') : 'Several',
      createdAt: Date.now(),
      expiresAt: request.expiresAt,
      revokedAt: 0,
      oneEach: request.oneEach,
      noticed: '',
      ...rest,
      undeleted: [],
    };
    // What was there before, also of another tab, would live on under a key that nobody is meant to have any more: noted
    // first, then deleted.
    const kept = await putShare(library(), share, (before) => ({
      ...share,
      undeleted: storedObjects(before).map(notYet),
    }));
    takeBack.length = 0;
    job.remove();
    const until = new Date(share.expiresAt).toLocaleDateString(undefined, { dateStyle: 'long' });
    tell(`“${share.name}” is shared until ${until}.`);
    openDialog({ type: 'shared', share: kept });
    const leftOut = [...missing, ...failures];
    if (leftOut.length > 0) {
      alertPerson(`${leftOut.length} of the files could not be made and are not in the share.`, {
        lines: leftOutLines(leftOut),
      });
    }
    if (kept.undeleted.length > 0) await deleteEarlier(kept);
  } catch (error) {
    job.remove();
    for (const undo of takeBack) undo();
    if (live) await (await import('./live')).closeShare(id);
    tellFailed(`${title} did not succeed.`, request, error);
  }
}

/** An object that is about to be deleted, as it stands in the row where the page is closed meanwhile. */
const notYet = (stored: StoredObject): Undeleted => ({ ...stored, code: 'carrier-failed' });
