import { signal } from '@preact/signals';
import { isRefused, metadataPolicy, type Wanted, wantedLabel } from '../domain/access';
import { type Asset, titleOf } from '../domain/asset';
import type { Collection } from '../domain/collection';
import { codeOf, describeError, isAbort } from '../domain/errors';
import { withValues } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import { fieldsBeside } from '../domain/statement';
import { tableOf } from '../fields/table';
import { newStoredName, zipLock } from '../files/names';
import type { ZipTarget } from '../files/sink';
import { makeRendition, type WantedOf, wantedName, wantedOf } from '../jobs/rendition';
import { askWhereToSave, removeChosen, saveFile, savingCode, writeTo } from '../jobs/save';
import { capabilities, storageRoom } from '../jobs/storage';
import { makeZip, mostZipBytes } from '../jobs/zip';
import { membersOf } from '../library/collections';
import { closeDialogOf, openDialog } from '../state/dialogs';
import { describeFailure } from '../state/failure';
import { fields, installation } from '../state/installation';
import { addJob, throttled } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson } from '../state/messages';
import { askWhere, zipSidecars, zipTable } from '../state/preferences';
import { wantedBy } from '../state/profile-choice';
import type { ZipProgress } from '../state/zip-progress';
import { writeCsv } from '../text/csv';
import { plural } from '../text/format';
import { safeName } from '../text/naming';
import { keepForSaving } from './kept-zips';
import { describe } from './said';

/** The table of what is said of assets, as far as a download type lets metadata out. */
async function tableBeside(assets: readonly Asset[], wanted: WantedOf): Promise<string> {
  const policies = new Set(assets.map((asset) => metadataPolicy(wantedOf(wanted, asset))));
  // One table for all: a column stands in it where every download type of the zip lets it out.
  const columns = [...policies].reduce(fieldsBeside, fields.peek());
  const open = [...policies].every((policy) => policy === 'everything');
  return writeCsv(tableOf(open ? assets : await Promise.all(assets.map(withoutHearsay)), columns));
}

/** An asset without the values that only what may not go out says, as its file and sidecar are without them. */
async function withoutHearsay(asset: Asset): Promise<Asset> {
  const { hearsay = [] } = await describe(asset);
  const hidden = fields.peek().filter(({ properties }) => properties.some((property) => hearsay.includes(property)));
  return { ...asset, ...withValues(asset, Object.fromEntries(hidden.map(({ id }) => [id, null]))) };
}

/** Downloads one asset as what is wanted, under its own name. */
export async function downloadOne(asset: Asset, wanted: Wanted): Promise<void> {
  if (isRefused(wanted)) {
    alertPerson(`${titleOf(asset)} could not be downloaded. ${describeError(wanted.refused)}`);
    return;
  }
  const name = wantedName(asset, wanted);
  let handle: FileSystemFileHandle | null = null;
  if (askWhere.peek() && capabilities.savePicker) {
    try {
      handle = await askWhereToSave(name);
    } catch (error) {
      alertPerson(`${titleOf(asset)} could not be saved. ${describeError(codeOf(error))}`);
    }
    if (!handle) return;
  }
  const abort = new AbortController();
  const job = addJob({ name: `Download of ${titleOf(asset)}`, cancel: () => abort.abort() });
  try {
    const cacheLimit = installation.peek().derivativeCacheBytes;
    const file = await makeRendition(library(), asset, wanted, {
      signal: abort.signal,
      priority: 2,
      cacheLimit,
      describe,
    });
    if (handle) await writeTo(handle, file);
    else saveFile(file, name);
    job.remove();
  } catch (error) {
    job.remove();
    if (handle) await removeChosen(handle);
    if (isAbort(error)) return;
    alertPerson(`${titleOf(asset)} could not be downloaded. ${describeFailure(codeOf(error))}`, {
      action: { label: 'Retry', run: () => void downloadOne(asset, wanted) },
    });
  }
}

/** Downloads several assets as one zip. The dialog shows it; closed, the work goes on in Jobs. */
export function downloadMany(ids: readonly AssetId[], wanted: Wanted): Promise<void> {
  const what = wanted === 'original' ? 'originals' : wantedLabel(wanted);
  const title = `Download of ${plural(ids.length, 'asset')}`;
  const name = safeName(`${installation.peek().name} ${plural(ids.length, 'asset')} ${what}.zip`);
  return downloadZip({ ids, wanted, originals: wanted === 'original', title, name });
}

/** Downloads a collection as one zip, in its order, each asset as it is to go out. */
export async function downloadCollection({ id, name, profileId }: Collection): Promise<void> {
  const members = await membersOf(library(), id);
  const own = new Map(members.map(({ item }) => [item.assetId, item.profileId]));
  await downloadZip({
    ids: members.map(({ asset }) => asset.id),
    wanted: (asset) => wantedBy(own.get(asset.id) ?? profileId),
    originals: [profileId, ...own.values()].some((each) => each !== null && wantedBy(each) === 'original'),
    title: `Download of ${name}`,
    name: safeName(`${name}.zip`),
  });
}

interface ZipRequest {
  ids: readonly AssetId[];
  wanted: WantedOf;
  /** Whether any goes out as it came. */
  originals: boolean;
  /** The job's name. */
  title: string;
  /** The file's. */
  name: string;
}

async function downloadZip(request: ZipRequest): Promise<void> {
  const { ids, wanted, originals, title, name } = request;
  const target = await chooseTarget(name, ids, wanted);
  if (!target) return;

  const abort = new AbortController();
  const revision = signal(0);
  const progress: ZipProgress = {
    name,
    total: ids.length,
    lines: [],
    revision,
    status: signal('running'),
    failure: null,
    failures: 0,
    cancel: () => abort.abort(),
  };
  const open = () => {
    openDialog({ type: 'download', zip: progress });
  };
  const job = addJob({ name: title, total: ids.length, cancel: progress.cancel, open });
  const refresh = throttled(() => {
    revision.value++;
    if (progress.status.peek() !== 'running') return;
    const detail = `${progress.lines.length.toLocaleString()} of ${ids.length.toLocaleString()}`;
    job.update({ done: progress.lines.length, detail });
  });
  open();

  const stored = target.type === 'opfs' ? target.name : 'elsewhere';
  try {
    const result = await navigator.locks.request(zipLock(stored), () =>
      makeZip(library(), {
        ids,
        wanted,
        target,
        signal: abort.signal,
        cacheLimit: installation.peek().derivativeCacheBytes,
        describe,
        sidecars: zipSidecars.peek(),
        table: zipTable.peek() ? (assets) => tableBeside(assets, wanted) : undefined,
        onLine: (line) => {
          progress.lines.push(line);
          if (line.failure) progress.failures++;
          refresh();
        },
      }).then(async (made) => {
        if (made.file && target.type === 'opfs')
          await keepForSaving({
            stored,
            name,
            title,
            made: made.file.size,
            job,
            failures: progress.failures,
            originals,
          });
        return made;
      }),
    );
    progress.status.value = 'done';
    const left = result.failures.length;
    const detail = left > 0 ? `${plural(left, 'file')} not included` : `${plural(result.included, 'file')}`;
    if (result.file) saveFile(result.file, name);
    if (result.file && target.type === 'parts') {
      const file = result.file;
      job.update({ save: () => saveFile(file, name) });
    }
    job.update({ status: 'done', done: ids.length, cancel: null, detail });
  } catch (error) {
    if (target.type === 'handle') await removeChosen(target.handle);
    if (isAbort(error)) {
      progress.status.value = 'cancelled';
      job.remove();
      closeDialogOf('download');
      return;
    }
    progress.failure = (target.type === 'handle' && savingCode(error)) || codeOf(error);
    progress.status.value = 'failed';
    const retry = () => {
      job.remove();
      void downloadZip(request);
    };
    job.update({ status: 'failed', cancel: null, detail: 'Failed', retry });
    alertPerson(`${title} did not succeed. ${describeError(progress.failure)}`, {
      action: { label: 'Retry', run: retry },
    });
  } finally {
    revision.value++;
  }
}

/** Room that a zip may leave over: a disk filled to the last byte breaks everything else. */
const SPARE_BYTES = 50_000_000;

async function chooseTarget(name: string, ids: readonly AssetId[], wanted: WantedOf): Promise<ZipTarget | null> {
  const ask = capabilities.savePicker && (askWhere.peek() || !(await hasRoom(ids, wanted)));
  if (ask) {
    const handle = await askWhereToSave(name);
    return handle && { type: 'handle', handle };
  }
  return capabilities.privateFiles ? { type: 'opfs', name: newStoredName() } : { type: 'parts' };
}

/** For conversions only the spare room is asked for: how large they come out is not known before they are made. */
async function hasRoom(ids: readonly AssetId[], wanted: WantedOf): Promise<boolean> {
  const room = await storageRoom();
  if (!room) return true;
  const free = room.quota - room.used - SPARE_BYTES;
  return free > 0 && (wanted !== 'original' || (await mostZipBytes(library(), { ids, wanted }, free)) <= free);
}
