import { AppError } from '../../domain/errors';
import { foundInStorage, getDevice, noteDevice, notePushed, readOutbox } from '../../library/in-storage';
import type { Library } from '../../library/library';
import type { DeviceRow } from '../../library/rows';
import { makeBox } from '../../sync/box';
import { putLibrary, readLibraryFile } from '../../sync/founding';
import { lastSeq, readLog } from '../../sync/log';
import { newIdentity } from '../../sync/recovery';
import { newSigner } from '../../sync/signing';
import type { Begun, StorageBackup } from './work';

/**
 * Founds the library in its storage, or goes on where it lies.
 * @throws AppError "backup-other" where another library lies there, "backup-newer", "signing-refused"; what the storage refuses
 */
export async function begin(work: StorageBackup): Promise<Begun & { isNew: boolean }> {
  const { library, store, place } = work;
  const known = await getDevice(library);
  const there = await readLibraryFile(store);
  const isHere = known?.storage === place.storage && known.folder === place.folder;
  if (there && !(isHere && there.id === known.library)) throw new AppError('backup-other');
  const isNew = !isHere;
  let device = known && isHere ? known : await found(work, known?.identity ?? null);
  const box = await makeBox(device.identity);
  const signer = () => ({ device: device.device, key: device.signing });
  let lookAgain = !isNew && !there;
  if (!there) {
    await putLibrary(store, box, { id: device.library, made: Date.now(), name: work.name, signer: signer() });
    // What was sent before lies there no more, or was never sent: everything is looked for again.
    if (!isNew) device = await noteDevice(library, { state: null });
  } else {
    const last = await lastSeq(store, device.device);
    if (last > device.seq && !(await goOn(work, device, box, last))) {
      // Somebody copied this browser's profile: the other one goes on under its name, this one gets another.
      device = await found(work, device.identity, device.library);
    } else if (last < device.seq) {
      // The storage was set back to an older copy.
      device = await noteDevice(library, { state: null });
      lookAgain = true;
    }
  }
  return { ...work, box, signer: signer(), lookAgain, isNew };
}

/** @param before the identity of another storage's library: one recovery sheet opens both */
async function found(work: StorageBackup, before: string | null, id?: string): Promise<DeviceRow> {
  const { library, place, encrypt } = work;
  const signer = await newSigner();
  const device: DeviceRow = {
    key: 'device',
    ...place,
    library: id ?? library.id,
    device: signer.device,
    signing: signer.key,
    identity: encrypt ? (before ?? (await newIdentity())) : null,
    seq: 0,
    prev: '',
    state: null,
    lookedAt: Date.now(),
    sheetKept: false,
  };
  await foundInStorage(library, device);
  return device;
}

/** So many rows are looked through for what was sent already. */
const MOST_ROWS = 10_000;

/**
 * Goes on after a death between sending an object of the log and noting it: what it holds is the first of the outbox.
 * @returns false where it holds what is not to be sent here
 */
async function goOn(
  { library, store }: { library: Library } & StorageBackup,
  device: DeviceRow,
  box: Begun['box'],
  last: number,
): Promise<boolean> {
  let { seq, prev, state } = device;
  while (seq < last) {
    const object = await readLog(store, box, device.device, seq + 1);
    const stamps = new Set(object?.steps.map(({ t }) => t));
    const rows = (await readOutbox(library, MOST_ROWS)).filter(({ t }) => stamps.has(t));
    if (!object || rows.length === 0) return false;
    prev = object.digest;
    seq++;
    if (state) state = { ...state, objects: state.objects + 1 };
    await notePushed(library, rows, { seq, prev, state });
  }
  return true;
}
