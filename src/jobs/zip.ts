import { isRefused, metadataPolicy, type Wanted } from '../domain/access';
import type { Asset } from '../domain/asset';
import { AppError, codeOf, describeError, type ErrorCode, isAbort } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { allowed, NOTHING_SAID, type Statement } from '../domain/statement';
import type { ZipTarget } from '../files/sink';
import { currentVersion, getAssets } from '../library/assets';
import type { Library } from '../library/library';
import { createNamer } from '../text/naming';
import type { ZipApi } from '../workers/zip.worker';
import { ahead } from './ahead';
import { startBridge } from './bridge';
import { MOST_PLAIN_BYTES, needsZip64, type Packer, packWith } from './packing';
import { engineCount } from './pools';
import { makeRendition, type WantedOf, wantedName, wantedOf } from './rendition';

export interface ZipLine {
  name: string;
  /** Why it is not in the zip. */
  failure: ErrorCode | null;
}

interface ZipJob {
  ids: readonly AssetId[];
  wanted: WantedOf;
  target: ZipTarget;
  cacheLimit: number;
  /** What an asset's fields say, to be written into its file. */
  describe?: (asset: Asset) => Promise<Statement>;
  /** Puts an XMP sidecar beside each file, as far as the profile lets metadata out. */
  sidecars?: boolean;
  /** Makes the table of the metadata of what is in the zip, with the names that the files have there. */
  table?: (assets: readonly Asset[]) => Promise<string>;
  signal: AbortSignal;
  /** Called for each file when it is in the zip, or is known not to be. */
  onLine: (line: ZipLine, done: number) => void;
}

interface ZipResult {
  /** The zip, or null where it went to a file that the person chose. */
  file: Blob | null;
  included: number;
  failures: ZipLine[];
}

const NOT_INCLUDED = 'Not included.txt';
const TABLE = 'Metadata.csv';

/** No format we write needs more for a pixel: 16 bits of four channels, and LZW at its worst. */
const MOST_BYTES_PER_PIXEL = 12;
const ROWS_AT_ONCE = 500;
/** Files for each engine that may be made before the one in front is packed: a large picture must not stop the others. */
const MADE_AHEAD = 4;

/**
 * Makes a zip of many assets as a stream: at no time are more than a few files in memory.
 * What cannot be made is listed in "Not included.txt" inside, never left out without a word.
 * @throws AbortError; AppError where the zip itself cannot be written, or nothing could be included
 */
export async function makeZip(library: Library, job: ZipJob): Promise<ZipResult> {
  const bridge = startBridge<ZipApi>(
    () => new Worker(new URL('../workers/zip.worker.ts', import.meta.url), { type: 'module', name: 'zip' }),
  );
  return packWith(bridge, job.signal, async ({ add, finish }) => {
    const entries = job.ids.length * (job.sidecars ? 2 : 1);
    const zip64 = needsZip64(entries, await mostZipBytes(library, job, MOST_PLAIN_BYTES));
    await bridge.call((api) => api.open(job.target, zip64));
    const result = await fill(library, job, {
      file: add,
      sidecar: (name, statement, modifiedAt) => bridge.call((api) => api.addSidecar(name, statement, modifiedAt)),
    });
    return { ...result, file: await finish() };
  });
}

interface Add {
  file: Packer['add'];
  sidecar(name: string, statement: Statement, modifiedAt: number): Promise<void>;
}

async function fill(library: Library, job: ZipJob, add: Add): Promise<Omit<ZipResult, 'file'>> {
  const nameFor = createNamer();
  nameFor(NOT_INCLUDED);
  if (job.table) nameFor(TABLE);
  const inside: Asset[] = [];
  const failures: ZipLine[] = [];
  let done = 0;
  let included = 0;
  for await (const made of renditions(library, job)) {
    job.signal.throwIfAborted();
    let failure = made.failure;
    let name = made.name;
    if (made.file) {
      name = nameFor(made.name);
      try {
        await add.file(name, made.file, made.modifiedAt);
        included++;
      } catch (error) {
        // A file that cannot be read fails alone; a disk that is full fails the zip.
        if (isAbort(error) || codeOf(error) !== 'vanished') throw error;
        failure = 'stored-damaged';
      }
    }
    if (made.asset && made.file && !failure) {
      if (job.table) inside.push({ ...made.asset, fileName: name });
      const statement =
        job.sidecars && allowed((await job.describe?.(made.asset)) ?? NOTHING_SAID, policyOf(job, made.asset));
      if (statement) await add.sidecar(nameFor(`${name}.xmp`), statement, made.modifiedAt);
    }
    const line = { name, failure };
    if (failure) failures.push(line);
    job.onLine(line, ++done);
  }
  if (included === 0) throw new AppError(failures[0]?.failure ?? 'assets-gone');
  if (job.table) await add.file(TABLE, new Blob([await job.table(inside)], { type: 'text/csv' }), Date.now());
  if (failures.length > 0) {
    const text = failures.map((line) => `${line.name}: ${describeError(line.failure ?? 'unknown')}`).join('\r\n');
    const heading = 'These files are not in this zip:\r\n\r\n';
    await add.file(NOT_INCLUDED, new Blob([heading, text, '\r\n'], { type: 'text/plain' }), Date.now());
  }
  return { included, failures };
}

const policyOf = ({ wanted }: ZipJob, asset: Asset) => metadataPolicy(wantedOf(wanted, asset));

interface Made {
  asset: Asset | undefined;
  name: string;
  modifiedAt: number;
  file: Blob | null;
  failure: ErrorCode | null;
}

/** The files in the order asked for, a few being made ahead: so that no engine waits for the one before to be packed. */
async function* renditions(library: Library, job: ZipJob): AsyncGenerator<Made> {
  const most = job.wanted === 'original' ? 2 : engineCount * MADE_AHEAD;
  yield* ahead(rowsOf(library, job.ids), most, (asset) => makeOne(library, job, asset));
}

/** The rows of assets, undefined where one is gone; so many at once are in memory. */
async function* rowsOf(library: Library, ids: readonly AssetId[]): AsyncGenerator<Asset | undefined> {
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    const some = ids.slice(start, start + ROWS_AT_ONCE);
    const rows = new Map((await getAssets(library, some)).map((asset) => [asset.id, asset]));
    for (const id of some) yield rows.get(id);
  }
}

async function makeOne(library: Library, job: ZipJob, asset: Asset | undefined): Promise<Made> {
  if (!asset) return { asset, name: 'An asset', modifiedAt: 0, file: null, failure: 'asset-gone' };
  const { signal, cacheLimit, describe } = job;
  const wanted = wantedOf(job.wanted, asset);
  const made = { asset, name: wantedName(asset, wanted), modifiedAt: await modifiedAt(library, asset) };
  try {
    return {
      ...made,
      file: await makeRendition(library, asset, wanted, { signal, cacheLimit, describe, priority: 1 }),
      failure: null,
    };
  } catch (error) {
    return { ...made, name: asset.fileName, file: null, failure: isAbort(error) ? null : codeOf(error) };
  }
}

async function modifiedAt(library: Library, asset: Asset): Promise<number> {
  return (await currentVersion(library, asset))?.modifiedAt ?? asset.createdAt;
}

/**
 * An upper bound of what a zip of these takes, in bytes; the adding up ends where it passes `enough`.
 * For originals it is exact but for the names.
 */
export async function mostZipBytes(
  library: Library,
  { ids, wanted }: Pick<ZipJob, 'ids' | 'wanted'>,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  let bytes = 0;
  for (let start = 0; start < ids.length && bytes <= enough; start += ROWS_AT_ONCE) {
    for (const asset of await getAssets(library, ids.slice(start, start + ROWS_AT_ONCE))) {
      const of = wantedOf(wanted, asset);
      bytes += mostBytes(asset, of);
    }
  }
  return bytes;
}

function mostBytes(asset: Asset, wanted: Wanted): number {
  if (wanted === 'original') return asset.bytes;
  if (isRefused(wanted)) return 0;
  const { size } = wanted;
  const pixels =
    size.type === 'long-edge'
      ? size.pixels ** 2
      : size.type === 'box'
        ? size.width * size.height
        : asset.facts.width * asset.facts.height;
  return pixels * MOST_BYTES_PER_PIXEL + asset.bytes;
}
