import { codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { type Share, shareState } from '../domain/share';
import { type StoredObject, storedObjects, type Undeleted } from '../domain/stored-object';
import { allShares, changeShare, deleteShares, getShare } from '../library/shares';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';
import { plural } from '../text/format';
import { placeLabel, removeFromStorage } from './storages';

/**
 * "Revoke": deletes what lies in storages, or ends a live share; as it is now, whatever another tab did to it meanwhile. Only
 * what is gone counts as revoked; the rest can be tried again.
 */
export async function revokeShare({ id, name, carrier }: Pick<Share, 'id' | 'name' | 'carrier'>): Promise<void> {
  await run(`“${name}” was not revoked.`, async () => {
    if (carrier === 'live') {
      // The page that hands it over sees its row change, and ends it.
      await changeShare(library(), id, (row) => ({ ...row, revokedAt: Date.now() }));
      tell(`“${name}” is revoked: nobody can fetch it again.`);
      return;
    }
    const { left, now } = await deleteAll(id);
    if (!now) {
      tell(`“${name}” is not on the list any more.`);
      return;
    }
    if (now.object === '') {
      tell(`“${name}” is revoked: the file was deleted from your storage, and nobody can fetch it again.`);
    }
    if (left.length > 0) {
      alertPerson(
        now.object === ''
          ? `“${name}”: a file that was sent before can still be fetched.`
          : `“${name}” is not revoked: it can still be fetched.`,
        { lines: left.map(lineOf), action: { label: 'Retry', run: () => void revokeShare({ id, name, carrier }) } },
      );
    }
  });
}

const lineOf = (each: Undeleted) => `${placeLabel(each)}: ${describeError(each.code)}`;

/** Deletes all that lies of a share in storages, also what another tab put there while it was being deleted. */
async function deleteAll(id: ShareId): Promise<{ left: Undeleted[]; now: Share | undefined }> {
  let now = await getShare(library(), id);
  let left: Undeleted[] = [];
  while (now) {
    const tried: string = now.object;
    left = await deleteStored(now, storedObjects(now));
    now = await getShare(library(), id);
    if (!now || now.object === '' || now.object === tried) break;
  }
  return { left, now };
}

/** Deletes what was sent before "Extend". What could not be deleted stays in the row, which says so. */
export async function deleteEarlier(share: Share): Promise<void> {
  const left = await deleteStored(
    share,
    share.undeleted.filter(({ object }) => object !== share.object),
  );
  if (left.length === 0) return;
  alertPerson(`“${share.name}”: what was sent before could not be deleted, and can still be fetched.`, {
    lines: left.map(lineOf),
  });
}

/** Deletes what was sent of a share that could not be kept; where it cannot be, that is said and can be tried again. */
export async function deleteUnkept(name: string, stored: StoredObject): Promise<void> {
  try {
    await removeFromStorage(stored);
  } catch (error) {
    alertPerson(`What was sent of “${name}” is still in your storage, though it was not shared.`, {
      lines: [`${placeLabel(stored)}: ${describeError(codeOf(error))}`],
      action: { label: 'Retry', run: () => void deleteUnkept(name, stored) },
    });
  }
}

/** Deletes objects of a share and notes what is left of them. @returns what is left */
async function deleteStored(share: Share, objects: readonly StoredObject[]): Promise<Undeleted[]> {
  const left: Undeleted[] = [];
  for (const each of objects) {
    try {
      await removeFromStorage(each);
    } catch (error) {
      left.push({ ...each, code: codeOf(error) });
    }
  }
  const tried = new Set(objects.map(({ object }) => object));
  await changeShare(library(), share.id, (row) => {
    const undeleted = [...row.undeleted.filter(({ object }) => !tried.has(object)), ...left];
    const gone = row.object !== '' && tried.has(row.object) && !left.some(({ object }) => object === row.object);
    return gone ? { ...row, undeleted, object: '', place: null, revokedAt: Date.now() } : { ...row, undeleted };
  });
  return left;
}

/**
 * Takes expired shares off the list, and what lies of them out of the storages: nobody could find it there any more. Those that
 * are expired by now, and not those that were when the list was drawn: another tab may have extended one.
 */
export async function removeExpired(): Promise<void> {
  const over = (share: Share) => shareState(share, Date.now()).type === 'expired';
  const ids: ShareId[] = [];
  const kept: string[] = [];
  let count = 0;
  const done = await run('The list could not be changed.', async () => {
    for (const { id, name } of (await allShares(library())).filter(over)) {
      const now = await getShare(library(), id);
      if (!now || !over(now)) continue;
      if ((await deleteStored(now, storedObjects(now))).length > 0) kept.push(name);
      else ids.push(id);
    }
    const gone = await deleteShares(library(), ids, (share) => over(share) || share.revokedAt > 0);
    count = gone.length;
  });
  if (!done) return;
  tell(`${plural(count, 'expired share was', 'expired shares were')} taken off the list.`);
  if (kept.length === 0) return;
  alertPerson('What lies of these in your storage could not be deleted, so they stay on the list.', { lines: kept });
}
