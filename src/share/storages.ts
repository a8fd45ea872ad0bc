import { STORAGE_IDS, type StorageId } from '../domain/share';
import { s3Storage } from './s3/storage';
import { type AnyStorage, anyStorage } from './storage';
import { webdavStorage } from './webdav/storage';

/** Every kind of storage that the user can have, in the order of Settings. */
export const STORAGES = {
  s3: anyStorage(s3Storage),
  webdav: anyStorage(webdavStorage),
} satisfies Record<StorageId, AnyStorage>;

/** Whether a way of sending puts the package into a storage of the user's. */
export const isStorage = (carrier: string): carrier is StorageId => STORAGE_IDS.some((id) => id === carrier);
