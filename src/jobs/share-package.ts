import { metadataPolicy } from '../domain/access';
import { type Asset, NO_FACTS, titleOf } from '../domain/asset';
import { codeOf, type ErrorCode, isAbort } from '../domain/errors';
import { allowed, type Stated, type Statement, said, titleGoesOut } from '../domain/statement';
import type { ZipTarget } from '../files/sink';
import type { Library } from '../library/library';
import { getPreview } from '../library/previews';
import { writeGallery } from '../package/gallery';
import { GALLERY, MANIFEST, type Manifest, PREVIEW_TYPES, type SharedFile, writeManifest } from '../package/manifest';
import type { ShareKey } from '../package/read';
import { toBase64 } from '../text/base64';
import { createNamer } from '../text/naming';
import type { ShareApi } from '../workers/share.worker';
import type { Bridge } from './bridge';
import { deadlineFor } from './deadline';
import { needsZip64, packWith } from './packing';
import { type Member, makeRendition, makeRenditions, wantedName } from './rendition';
import { startSharing } from './share-worker';

interface PackageJob {
  members: readonly Member[];
  about: Omit<Manifest, 'format' | 'version' | 'files'>;
  passphrase: string | null;
  target: ZipTarget;
  /** Without previews and gallery: for what must be small. */
  compact: boolean;
  describe: (asset: Asset) => Promise<Statement>;
  cacheLimit: number;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

interface MadePackage {
  file: Blob;
  /** The age identity that opens it; null where the passphrase does. */
  key: string | null;
  files: { name: string; bytes: number }[];
  failures: { name: string; failure: ErrorCode }[];
}

/** A preview larger than this stays out of the manifest. */
const MOST_PREVIEW = 60_000;

/**
 * Makes the package of a share: each file as its profile has it, never an original that none asked for. Each is made first
 * and described in the manifest, which goes in front; then all are packed from the cache. What cannot be made is left out
 * and said.
 * @throws AbortError; AppError where nothing can be made, or the package cannot be written
 */
export async function makePackage(library: Library, job: PackageJob): Promise<MadePackage> {
  const bridge = startSharing();
  return packWith(bridge, job.signal, async ({ add, finish }) => {
    const key: ShareKey = job.passphrase
      ? { type: 'passphrase', passphrase: job.passphrase }
      : await bridge.call((api) => api.freshKey());
    const { files, failures } = await describeFiles(library, job, bridge);
    const contents = { ...job.about, files: files.map(({ file }) => file) };
    const bytes = files.reduce((sum, { file }) => sum + file.bytes, 0);
    // What the gallery and the manifest take is far less than the limits are cleared by.
    const zip64 = needsZip64(files.length, bytes);
    await bridge.call((api) => api.open(job.target, key, zip64));
    const now = Date.now();
    await add(MANIFEST, new Blob([writeManifest(contents)], { type: 'application/json' }), now);
    if (!job.compact) await add(GALLERY, new Blob([writeGallery(contents)], { type: 'text/html' }), now);
    for (const [i, { file, member }] of files.entries()) {
      job.signal.throwIfAborted();
      // From the cache, or where the cache is too small made again.
      const made = await makeRendition(library, member.asset, member.wanted, { ...howTo(job), proven: true });
      await add(file.name, made, member.asset.createdAt);
      job.onProgress(files.length + i + 1, files.length * 2);
    }
    const made = await finish();
    if (!made) throw new Error('a package is always kept');
    return {
      file: made,
      key: key.type === 'identity' ? key.identity : null,
      files: contents.files.map(({ name, bytes }) => ({ name, bytes })),
      failures,
    };
  });
}

const howTo = ({ signal, cacheLimit, describe }: PackageJob) => ({ signal, cacheLimit, describe, priority: 1 });

interface Described {
  file: SharedFile;
  member: Member;
}

/** Makes every file once, to know its bytes and hash; the cache keeps it for the packing. */
async function describeFiles(library: Library, job: PackageJob, bridge: Bridge<ShareApi>) {
  const nameFor = createNamer();
  nameFor(MANIFEST);
  nameFor(GALLERY);
  const digestOf = (file: Blob) => bridge.call((api) => api.digest(file), { deadlineMs: deadlineFor(file.size) });
  const files: Described[] = [];
  const failures: MadePackage['failures'] = [];
  let failed: unknown;
  let done = 0;
  for await (const made of makeRenditions(library, job.members, howTo(job))) {
    job.signal.throwIfAborted();
    const { member } = made;
    const { asset, wanted } = member;
    try {
      if ('failure' in made) throw made.error;
      // An original was proven to be what its hash says.
      const sha256 = wanted === 'original' ? asset.blobHash : await digestOf(made.file);
      const preview = job.compact ? undefined : await previewOf(library, asset);
      const policy = metadataPolicy(wanted);
      const { width, height } = wanted === 'original' ? asset.facts : NO_FACTS;
      files.push({
        member,
        file: {
          name: nameFor(wantedName(asset, wanted)),
          type: made.file.type || asset.mime || 'application/octet-stream',
          bytes: made.file.size,
          sha256,
          title: job.compact || !titleGoesOut(policy) ? '' : titleOf(asset),
          width,
          height,
          metadata: job.compact ? {} : listed(said(allowed(await job.describe(asset), policy))),
          ...(preview ? { preview } : {}),
        },
      });
    } catch (error) {
      if (isAbort(error)) throw error;
      failed ??= error;
      failures.push({ name: asset.fileName, failure: codeOf(error) });
    }
    job.onProgress(++done, job.members.length * 2);
  }
  if (files.length === 0) throw failed ?? new Error('nothing to share');
  return { files, failures };
}

function listed(values: Readonly<Record<string, Stated>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([property, value]) => [property, typeof value === 'string' ? value : [...value]]),
  );
}

const PREVIEW_SIZE = 320;

async function previewOf(library: Library, asset: Asset): Promise<SharedFile['preview']> {
  const file = await getPreview(library, asset.blobHash, PREVIEW_SIZE);
  if (!file || file.size > MOST_PREVIEW) return undefined;
  const type = PREVIEW_TYPES.find((each) => each === file.type);
  return type && { type, data: toBase64(new Uint8Array(await file.arrayBuffer())) };
}
