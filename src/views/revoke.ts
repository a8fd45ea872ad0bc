import { codeOf, describeError } from '../domain/errors';
import type { ShareId } from '../domain/ids';
import { type Share, shareState } from '../domain/share';
import { placeLabel, type StoredObject, storedObjects, type Undeleted } from '../domain/stored-object';
import { changeShare } from '../library/shares';
import { removeFromStorage } from './carriers';
import { library } from './library';
import { alertPerson, tell } from './messages';
import { run } from './run';
import { forgetShares, shares } from './shares';

/** "Revoke": deletes what lies in storages, or ends a live share. Only what is gone counts as revoked; the rest can be tried again. */
export async function revokeShare(share: Share): Promise<void> {
  await run(`“${share.name}” was not revoked.`, async () => {
    if (share.carrier === 'live') {
      // The page that hands it over sees its row change, and ends it.
      await changeShare(library(), share.id, (row) => ({ ...row, revokedAt: Date.now() }));
      tell(`“${share.name}” is revoked: nobody can fetch it again.`);
      return;
    }
    const left = await deleteStored(share, storedObjects(share));
    const current = left.find(({ object }) => object === share.object);
    if (!current) {
      tell(`“${share.name}” is revoked: the file was deleted from your storage, and nobody can fetch it again.`);
    }
    if (left.length > 0) {
      alertPerson(
        current
          ? `“${share.name}” is not revoked: it can still be fetched.`
          : `“${share.name}”: a file that was sent before can still be fetched.`,
        {
          lines: left.map((each) => `${placeLabel(each)}: ${describeError(each.code)}`),
          action: { label: 'Retry', run: () => void retry(share.id) },
        },
      );
    }
  });
}

async function retry(id: ShareId): Promise<void> {
  const share = shares.peek()?.find((each) => each.id === id);
  if (share) await revokeShare(share);
}

/** Deletes what was sent before "Extend". What could not be deleted stays in the row, which says so. */
export async function deleteEarlier(share: Share): Promise<void> {
  const left = await deleteStored(
    share,
    share.undeleted.filter(({ object }) => object !== share.object),
  );
  if (left.length === 0) return;
  alertPerson(`“${share.name}”: what was sent before could not be deleted, and can still be fetched.`, {
    lines: left.map((each) => `${placeLabel(each)}: ${describeError(each.code)}`),
  });
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

/** Takes expired shares off the list, and what lies of them out of the storages: nobody could find it there any more. */
export async function removeExpired(): Promise<void> {
  const expired = (shares.peek() ?? []).filter((share) => shareState(share, Date.now()).type === 'expired');
  const kept = new Set<ShareId>();
  await run('The list could not be changed.', async () => {
    for (const share of expired) {
      if ((await deleteStored(share, storedObjects(share))).length > 0) kept.add(share.id);
    }
    await forgetShares(expired.map(({ id }) => id).filter((id) => !kept.has(id)));
  });
  const gone = expired.length - kept.size;
  tell(`${gone.toLocaleString()} expired ${gone === 1 ? 'share was' : 'shares were'} taken off the list.`);
  if (kept.size === 0) return;
  alertPerson('What lies of these in your storage could not be deleted, so they stay on the list.', {
    lines: expired.filter(({ id }) => kept.has(id)).map(({ name }) => name),
  });
}
