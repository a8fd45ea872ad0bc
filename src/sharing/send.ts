import { signal } from '@preact/signals';
import { metadataPolicy } from '../domain/access';
import { titleOf } from '../domain/asset';
import { AppError, codeOf, describeError, type ErrorCode, isAbort } from '../domain/errors';
import type { AssetId, CollectionId, ShareId } from '../domain/ids';
import type { Share, ShareItem, ShareRequest } from '../domain/share';
import { MOST_COPIED_LINK, readLink, writeLink } from '../domain/share-link';
import { titleGoesOut } from '../domain/statement';
import { type StoredObject, storedObjects, type Undeleted } from '../domain/stored-object';
import { holdStored, newStoredName, removeStored, zipLock } from '../files/names';
import { keepForSaving } from '../flows/kept-zips';
import { describe } from '../flows/said';
import { type Member, makeRenditions, wantedName } from '../jobs/rendition';
import { makePackage } from '../jobs/share-package';
import { capabilities } from '../jobs/storage';
import { getAssets } from '../library/assets';
import { membersOf } from '../library/collections';
import { changeShare, newShareId, putShare } from '../library/shares';
import { CARRIERS } from '../share';
import { isStorage } from '../share/storages';
import { openDialog, replaceDialog, type ShareWhat } from '../state/dialogs';
import { installation, userProfile } from '../state/installation';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { profileName, wantedBy } from '../state/profile-choice';
import { toBase64Url } from '../text/base64';
import { MOST_ATTACHED } from '../text/email';
import { createNamer, safeName } from '../text/naming';
import { deleteEarlier, deleteUnkept } from './revoke';
import { mostDaysNow, putInStorage } from './storages';

/** Files of shares that were just made, for "Save file" in dialog "Shared"; large ones lie on the disk. */
export const madeFiles = signal<ReadonlyMap<ShareId, Blob>>(new Map());

const base = () => document.baseURI.replace(/#.*$/, '').replace(/\?.*$/, '');

/** A file that is not in what is sent, and why. */
export interface LeftOut {
  name: string;
  failure: ErrorCode;
}

/** The assets of a share that are still there, each with how it goes out, and those that are not. */
export async function membersFor(items: readonly ShareItem[]): Promise<{ members: Member[]; missing: LeftOut[] }> {
  const ids = items.map((item) => item.assetId);
  const assets = new Map((await getAssets(library(), ids)).map((asset) => [asset.id, asset]));
  const members: Member[] = [];
  const missing: LeftOut[] = [];
  for (const { assetId, profileId } of items) {
    const asset = assets.get(assetId);
    if (asset?.deletedAt === 0) members.push({ asset, wanted: wantedBy(profileId) });
    else missing.push({ name: asset?.fileName ?? 'An asset', failure: 'asset-deleted' });
  }
  return { members, missing };
}

/** What is left out, a line each, for a message. */
export const leftOutLines = (files: readonly LeftOut[]): string[] =>
  files.slice(0, 10).map(({ name, failure }) => `${name}: ${describeError(failure)}`);

/** What is shared of a selection. */
export async function itemsOfAssets(ids: readonly AssetId[], profileId: string): Promise<ShareItem[]> {
  return (await getAssets(library(), ids)).map(({ id }) => ({ assetId: id, profileId }));
}

/** What a share of assets is called: several by their number; one by its title, or by its file's name where no title may go out. */
function nameOfAssets(members: readonly Member[], count: number): string {
  const [only] = members;
  if (count > 1 || !only) return `${count.toLocaleString()} assets`;
  return titleGoesOut(metadataPolicy(only.wanted)) ? titleOf(only.asset) : wantedName(only.asset, only.wanted);
}

/** What is shared of a collection, each asset as it is to go out of it. */
export async function itemsOfCollection(id: CollectionId, profileId: string): Promise<ShareItem[]> {
  const members = await membersOf(library(), id);
  return members.map(({ item, asset }) => ({ assetId: asset.id, profileId: item.profileId ?? profileId }));
}

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

type Named = ShareRequest & { name: string };
type Members = Awaited<ReturnType<typeof membersFor>>;

async function shareMembers(request: Named, { members, missing }: Members): Promise<void> {
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
        : await sendPackage(request, { id, members, signal: abort.signal, onProgress, takeBack });
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

type Sent = Pick<Share, 'link' | 'fileName' | 'bytes' | 'key' | 'files' | 'object' | 'place'> & {
  failures: LeftOut[];
};

interface Sending {
  id: ShareId;
  members: readonly Member[];
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
  takeBack: (() => void)[];
}

async function sendPackage(request: Named, { id, members, signal, onProgress, takeBack }: Sending): Promise<Sent> {
  const { sends } = CARRIERS[request.carrier];
  const inLink = sends === 'package-in-link';
  const stored = newStoredName();
  const onDisk = !inLink && capabilities.privateFiles;
  const { name, email } = userProfile.peek();
  const work = () =>
    makePackage(library(), {
      members,
      about: {
        id,
        name: request.name,
        from: { name, email },
        comment: request.comment,
        createdAt: new Date().toISOString(),
        expiresAt: new Date(request.expiresAt).toISOString(),
        profile: [...new Set(request.items.map((item) => profileName(item.profileId)))].join(', '),
      },
      // One spelling: another system may compose its accents otherwise.
      passphrase: request.passphrase?.normalize('NFC') ?? null,
      target: onDisk ? { type: 'opfs', name: stored } : { type: 'parts' },
      compact: inLink,
      describe,
      cacheLimit: installation.peek().derivativeCacheBytes,
      signal,
      onProgress,
    });
  const live = sends === 'package-live';
  // While it is written no other tab takes its file for a leftover, nor while it is sent from here.
  const sentFromHere = live || isStorage(request.carrier);
  if (sentFromHere && onDisk) await holdStored(stored);
  const forSaving = onDisk && !sentFromHere;
  const made = forSaving ? await navigator.locks.request(zipLock(stored), () => keep(work())) : await work();
  const fileName = safeName(`${request.name}.zip.age`);
  const common = { files: made.files, failures: made.failures, bytes: made.file.size, key: made.key, place: null };
  if (isStorage(request.carrier)) {
    const { carrier, expiresAt } = request;
    // What lies in the storage is read from nowhere else: the file that was sent goes, whatever came of it.
    const putting = putInStorage(carrier, made.file, { id, expiresAt, signal });
    const put = await putting.finally(() => onDisk && removeStored(stored));
    takeBack.push(() => void deleteUnkept(request.name, put));
    const { object, url, place } = put;
    const link = writeLink(base(), { carrier: 'url', key: made.key, bytes: made.file.size, url });
    return { ...common, link, fileName: '', object, place };
  }
  if (live) {
    const { openLive } = await import('./live');
    const kept = onDisk ? stored : null;
    const link = await openLive({ id, name: request.name, file: made.file, stored: kept, key: made.key, base: base() });
    return { ...common, link, fileName: '', object: '' };
  }
  if (request.carrier === 'uploaded') {
    // Its link is made when somebody says where the file was put.
    madeFiles.value = new Map(madeFiles.peek()).set(id, made.file);
    return { ...common, link: '', fileName, object: '' };
  }
  if (!inLink) {
    madeFiles.value = new Map(madeFiles.peek()).set(id, made.file);
    const link = writeLink(base(), { carrier: 'file', key: made.key, bytes: made.file.size });
    return { ...common, link, fileName, object: '' };
  }
  const data = toBase64Url(new Uint8Array(await made.file.arrayBuffer()));
  const link = writeLink(base(), { carrier: 'data', key: made.key, data });
  if (link.length > MOST_COPIED_LINK) throw new AppError('share-too-large');
  return { ...common, link, fileName: '', object: '' };

  async function keep(making: ReturnType<typeof work>) {
    const done = await making;
    const title = `Share of ${request.name}`;
    const job = addJob({ name: title, status: 'done', done: 1, total: 1, detail: 'Ready to save' });
    const saved = safeName(`${request.name}.zip.age`);
    const keeping = { stored, name: saved, title, made: done.file.size, job, failures: done.failures.length };
    takeBack.push(await keepForSaving(keeping));
    return done;
  }
}

/** Attachments are made when the draft is saved; here it is found out whether they can be, and how large they are. */
async function checkFiles(
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

/** "Already uploaded": where the file was put; the link is made of it. @returns what is wrong with the address */
export async function giveAddress(share: Share, address: string): Promise<string | undefined> {
  const url = address.trim();
  const link = writeLink(base(), { carrier: 'url', key: share.key, bytes: share.bytes, url });
  const read = readLink(new URL(link).hash);
  if (typeof read !== 'object') return 'This is no address that can be fetched: it begins with https://.';
  // Only for the file that it was made for: another tab may have made another.
  const changed = await changeShare(library(), share.id, (row) =>
    row.createdAt === share.createdAt ? { ...row, link } : row,
  );
  if (!changed) return 'This share was taken off the list.';
  replaceDialog({ type: 'shared', share: changed });
  return undefined;
}
