import { signal } from '@preact/signals';
import { AppError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import type { Share, ShareRequest } from '../domain/share';
import { MOST_COPIED_LINK, writeLink } from '../domain/share-link';
import { holdStored, newStoredName, removeStored, zipLock } from '../files/names';
import { keepForSaving } from '../flows/kept-zips';
import { describe } from '../flows/said';
import type { Member } from '../jobs/rendition';
import { makePackage } from '../jobs/share-package';
import { capabilities } from '../jobs/storage';
import { CARRIERS } from '../share';
import { isStorage } from '../share/storages';
import { installation, userProfile } from '../state/installation';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { profileName } from '../state/profile-choice';
import { toBase64Url } from '../text/base64';
import { safeName } from '../text/naming';
import type { LeftOut } from './members';
import { deleteUnkept } from './revoke';
import { servedAt } from './served-at';
import { putInStorage } from './storages';

/** Files of shares that were just made, for "Save file" in dialog "Shared"; large ones lie on the disk. */
export const madeFiles = signal<ReadonlyMap<ShareId, Blob>>(new Map());

/** What somebody asked for, with what it is called. */
export type NamedRequest = ShareRequest & { name: string };
/** What a row of "Shares" keeps of what was sent, and what is not in it. */
export type Sent = Pick<Share, 'link' | 'fileName' | 'bytes' | 'key' | 'files' | 'object' | 'place'> & {
  failures: LeftOut[];
};

/** What a way of sending is given. */
export interface Sending {
  id: ShareId;
  members: readonly Member[];
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
  /** What would take back what was made and sent is added here. */
  takeBack: (() => void)[];
}

/** Makes the package of a share and puts it where its way of sending wants it. @throws AppError, AbortError */
export async function packAndSend(
  request: NamedRequest,
  { id, members, signal, onProgress, takeBack }: Sending,
): Promise<Sent> {
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
    const link = writeLink(servedAt(), { carrier: 'url', key: made.key, bytes: made.file.size, url });
    return { ...common, link, fileName: '', object, place };
  }
  if (live) {
    const { openLive } = await import('./live');
    const kept = onDisk ? stored : null;
    const link = await openLive({
      id,
      name: request.name,
      file: made.file,
      stored: kept,
      key: made.key,
      base: servedAt(),
    });
    return { ...common, link, fileName: '', object: '' };
  }
  if (request.carrier === 'uploaded') {
    // Its link is made when somebody says where the file was put.
    madeFiles.value = new Map(madeFiles.peek()).set(id, made.file);
    return { ...common, link: '', fileName, object: '' };
  }
  if (!inLink) {
    madeFiles.value = new Map(madeFiles.peek()).set(id, made.file);
    const link = writeLink(servedAt(), { carrier: 'file', key: made.key, bytes: made.file.size });
    return { ...common, link, fileName, object: '' };
  }
  const data = toBase64Url(new Uint8Array(await made.file.arrayBuffer()));
  const link = writeLink(servedAt(), { carrier: 'data', key: made.key, data });
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
