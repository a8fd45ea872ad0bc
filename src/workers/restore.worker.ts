import { expose } from 'comlink';
import { restoreApi } from './restore/api';
import { openFiles, type RestoreFrom } from './restore/files';
import { openBackup } from './restore/read';

export type { BackupProgress } from './backup/into-folder';
export type { OpenProgress } from './restore/api';
export type { RestoreFrom } from './restore/files';
export type { Inspection } from './restore/inspection';
export type { RestoreResult } from './restore/run';

const api = restoreApi(async (from: RestoreFrom) => openBackup(await openFiles(from)));

export type RestoreApi = typeof api;

expose(api);
