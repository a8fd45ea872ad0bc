/** What somebody chose, dropped or pasted, read into files with the folders that they came in. */
export { fromFileList } from '../intake/sources/file-list';
export { fromKeptHandles } from '../intake/sources/handles';
export type { Collected } from '../intake/sources/incoming';
export { fromTransfer } from '../intake/sources/transfer';
