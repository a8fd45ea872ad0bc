import type { Change } from '../library/changes';
import { countOpenUploads, type OpenUpload, openUploads } from '../library/open-uploads';
import { library } from './library';
import { live } from './live';

export type { OpenUpload } from '../library/open-uploads';

/** Reading waits for what is being written: however long that was, what is shown is no older than this. */
const MOST_REST_MS = 2000;
const LEAST_REST_MS = 300;

/** Reading takes longer the more has arrived: it may take a twentieth of the time at most. */
const rest = (tookMs: number) => Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, tookMs * 20));
const dependsOn = (change: Change) => Boolean(change.uploads) || change.assets !== undefined;

/** How many files wait in "Uploads": not finalised, or not arrived. */
export const openUploadCount = live(0, { read: () => countOpenUploads(library()), dependsOn, rest });

/** Page "Uploads"; undefined until it is read. */
export const uploadList = live<OpenUpload[] | undefined>(undefined, {
  read: () => openUploads(library()),
  dependsOn,
  rest,
});

/** After what somebody did to an upload: both say so at once. */
export async function readUploads(): Promise<void> {
  await Promise.all([openUploadCount.again(), uploadList.again()]);
}
