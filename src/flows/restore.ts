import { type Signal, signal } from '@preact/signals';
import type { StorageChoice } from '../domain/backup';
import { codeOf, describeError, isAbort } from '../domain/errors';
import { askForFolder, NO_DEADLINE } from '../jobs/backup';
import { type Bridge, proxy, type Remote } from '../jobs/bridge';
import {
  type BackupProgress,
  type Inspection,
  type OpenProgress,
  type RestoreApi,
  type RestoreFrom,
  type RestoreResult,
  startRestoreWorker,
} from '../jobs/restore';
import { startSyncWorker } from '../jobs/sync';
import { firstAssets } from '../library/assets';
import { LIBRARY_NAME } from '../library/library';
import { markOf } from '../library/since-backup';
import { addToLineage, keepLastBackup } from '../state/backup';
import { closeDialogOf, openDialogs } from '../state/dialogs';
import { getIntegrity } from '../state/integrity';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { clearSelection } from '../state/selection';
import { formatBytes, formatNumber, plural, timeLeft } from '../text/format';
import { placeOf, whereOf } from './library-place';
import { noRoomFor } from './room-for';
import { addToUpload } from './uploads';

export type { Inspection, RestoreResult } from '../jobs/restore';

/** Held while a restore runs, in whatever tab. */
const LOCK = 'satchel-restore';

/** What every worker that restores does once it has opened something. */
type RestoreWorker = Omit<RestoreApi, 'open'>;

/** Where a restore is. */
type RestoreState =
  | { type: 'choosing'; problem: string }
  | { type: 'opening'; progress: OpenProgress | null }
  | { type: 'open'; inspection: Inspection }
  | { type: 'running'; progress: BackupProgress | null }
  | { type: 'done'; result: RestoreResult };

/** One restore, from the choice of a backup to what came of it. */
export interface Restore {
  readonly state: Signal<RestoreState>;
  /** Asks for a folder, in a click, and opens what is in it. */
  chooseFolder(): Promise<void>;
  open(from: RestoreFrom): Promise<void>;
  /** Opens the library that lies in a storage; a folder is asked for, in a click. @param key of its recovery sheet */
  openStored(choice: StorageChoice, key: string): Promise<void>;
  /** @param passphrase that opens the settings of carriers; "" where they stay out */
  start(mode: 'merge' | 'replace', passphrase: string): Promise<void>;
  /** Files that are no backup go the way of an upload. */
  upload(): Promise<void>;
  stop(): void;
  /** Ends what only looked; what runs goes on. */
  leave(): void;
}

/** Begins a restore: dialog "Restore" shows it, and may be closed while it runs. */
export function beginRestore(): Restore {
  const state = signal<RestoreState>({ type: 'choosing', problem: '' });
  let bridge: Bridge<RestoreWorker> | undefined;
  let kind: 'folder' | 'zips' | 'storage' = 'folder';
  let name = '';

  /** What both workers do: the one that reads bags, and the one that may ask a storage. */
  async function openWith<Api extends RestoreWorker>(
    mine: Bridge<Api>,
    from: (api: Remote<Api>, tell: (progress: OpenProgress) => void) => Promise<{ inspection: Inspection }>,
    told: (inspection: Inspection) => void,
  ): Promise<void> {
    bridge?.end();
    bridge = mine;
    state.value = { type: 'opening', progress: null };
    const tell = (progress: OpenProgress) => {
      if (state.peek().type === 'opening') state.value = { type: 'opening', progress };
    };
    try {
      const { inspection } = await mine.call((api) => from(api, proxy(tell)), NO_DEADLINE);
      told(inspection);
      state.value = { type: 'open', inspection };
    } catch (error) {
      if (!isAbort(error)) state.value = { type: 'choosing', problem: describeError(codeOf(error)) };
    }
  }

  async function open(from: RestoreFrom): Promise<void> {
    await openWith(
      startRestoreWorker(),
      (api, tell) => api.open(from, tell),
      (inspection) => {
        const zips = inspection.type === 'backup' && inspection.ofZips > 1;
        kind = !zips && from.type === 'folder' ? 'folder' : 'zips';
        name = from.type === 'folder' ? from.folder.name : '1';
      },
    );
  }

  async function openStored(choice: StorageChoice, key: string): Promise<void> {
    try {
      const place = await placeOf(choice, 'read');
      if (!place) return;
      await openWith(
        startSyncWorker(),
        (api, tell) => api.open({ library: LIBRARY_NAME, place, key }, tell),
        () => {
          kind = 'storage';
          name = whereOf(choice, place);
        },
      );
    } catch (error) {
      state.value = { type: 'choosing', problem: describeError(codeOf(error)) };
    }
  }

  async function start(mode: 'merge' | 'replace', passphrase: string): Promise<void> {
    const { value } = state;
    const mine = bridge;
    if (value.type !== 'open' || value.inspection.type !== 'backup' || !mine) return;
    const { head } = value.inspection;
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (!lock) return tell('A backup is being restored already.');
      const wasEmpty = (await firstAssets(library(), { limit: 1 })).length === 0;
      const left = timeLeft();
      const job = addJob({ name: 'Restore', detail: 'Reading', cancel: stop });
      state.value = { type: 'running', progress: null };
      const onProgress = (progress: BackupProgress) => {
        const { bytes, ofBytes, files, ofFiles } = progress;
        const rest = left(bytes, ofBytes);
        const detail = `${formatNumber(files)} of ${formatNumber(ofFiles)}, ${formatBytes(bytes)} of ${formatBytes(ofBytes)}`;
        job.update({ done: bytes, total: Math.max(1, ofBytes), detail: rest ? `${detail}, ${rest} left` : detail });
        state.value = { type: 'running', progress };
      };
      try {
        const noRoom = await noRoomFor(await mine.call((api) => api.needed(LIBRARY_NAME), NO_DEADLINE));
        if (noRoom) {
          job.remove();
          state.value = value;
          return alertPerson(`The backup was not restored. ${noRoom}`);
        }
        if (passphrase) await mine.call((api) => api.restoreCarriers(LIBRARY_NAME, passphrase), NO_DEADLINE);
        const damaged = (await getIntegrity())?.damaged ?? [];
        const result = await mine.call(
          (api) => api.restore(LIBRARY_NAME, mode, damaged, proxy(onProgress)),
          NO_DEADLINE,
        );
        state.value = { type: 'done', result };
        job.remove();
        if (!result.stopped) await addToLineage(head.library);
        if (!result.stopped && (wasEmpty || mode === 'replace')) {
          await keepLastBackup({ at: head.madeAt, kind, where: name, ...(await markOf(library())), failures: 0 });
        }
        if (mode === 'replace') clearSelection();
        // The dialog tells it itself while it is there.
        if (!openDialogs.peek().some(({ type }) => type === 'restore')) tellResult(result);
      } catch (error) {
        job.remove();
        state.value = { type: 'open', inspection: value.inspection };
        if (isAbort(error)) return;
        const kept = mode === 'replace' ? 'Your library is as it was.' : 'What came is whole, and stays.';
        alertPerson(`The backup was not restored. ${describeError(codeOf(error))} ${kept}`);
      }
    });
  }

  function stop(): void {
    void bridge?.call((api) => api.stop()).catch(() => {});
  }

  return {
    state,
    open,
    openStored,
    start,
    stop,
    async chooseFolder() {
      try {
        const folder = await askForFolder('read');
        if (folder) await open({ type: 'folder', folder });
      } catch (error) {
        state.value = { type: 'choosing', problem: describeError(codeOf(error)) };
      }
    },
    async upload() {
      const files = (await bridge?.call((api) => api.plainFiles(), NO_DEADLINE)) ?? [];
      closeDialogOf('restore');
      const incoming = files.map(({ file, path }) => {
        const fileName = path.slice(path.lastIndexOf('/') + 1);
        const named = file instanceof File && file.name === fileName ? file : new File([file], fileName);
        return { file: named, path };
      });
      await addToUpload({ files: incoming, systemFiles: 0, unreadable: [], handles: [] });
    },
    leave() {
      if (state.peek().type !== 'running') bridge?.end();
    },
  };
}

function tellResult({ added, merged, failures, conflicts, stopped }: RestoreResult): void {
  const were = [
    `${plural(added, 'asset')} ${added === 1 ? 'was' : 'were'} restored`,
    ...(merged > 0 ? [`${formatNumber(merged)} were here and were merged`] : []),
  ].join(', ');
  const rest = stopped ? ' It was stopped; restoring the same backup again goes on from there.' : '';
  const lost = conflicts.length > 0 ? ` ${plural(conflicts.length, 'value')} gave way to a later one.` : '';
  if (failures.length === 0) return void tell(`${were}.${lost}${rest}`);
  alertPerson(`${were}.${lost} ${plural(failures.length, 'file')} could not be restored.${rest}`, {
    lines: failures.slice(0, MOST_LINES).map(({ fileName, failure }) => `${fileName}: ${describeError(failure)}`),
  });
}

const MOST_LINES = 50;
