import type { Storage } from '../storage';
import { readAddressOf } from './address';
import { parseWebDavSettings, type WebDavSettings } from './settings';

const originOf = (address: string) => new URL(address).origin;

/** A folder on a server that speaks WebDAV. */
export const webdavStorage: Storage<WebDavSettings> = {
  id: 'webdav',
  title: 'Own storage (WebDAV)',
  about:
    'The server must answer pages of other origins (CORS: methods GET, PUT, DELETE, MKCOL and PROPFIND; headers Authorization, Range and Depth; Date and Content-Range exposed) and let anybody read the folder of shares. Nextcloud as it is delivered answers no other pages.',
  entries: [
    { name: 'folder', label: 'Folder', placeholder: 'https://dav.example.org/shares', help: 'An existing folder.' },
    { name: 'user', label: 'User' },
    { name: 'password', label: 'Password', secret: true },
    {
      name: 'publicFolder',
      label: 'Public address',
      placeholder: 'https://files.example.org/shares',
      help: 'Where anybody reads what lies in the folder. Empty where that is the same address.',
    },
  ],
  parse: parseWebDavSettings,
  place: ({ folder }) => ({ type: 'webdav', folder }),
  label: ({ folder }, object) => `${folder}/${object}`,
  objectOf: (name) => name,
  plainAddress: readAddressOf,
  reaching(settings, { folder = settings.folder }) {
    return originOf(folder) === originOf(settings.folder) ? { ...settings, folder } : undefined;
  },
  mostDays: () => undefined,
  async deeds() {
    const { putFile, removeFile, testFolder } = await import('./client');
    const { webdavObjects } = await import('./objects');
    return {
      test: testFolder,
      put: putFile,
      remove: removeFile,
      address: async (settings, name) => readAddressOf(settings, name),
      objects: webdavObjects,
    };
  },
};
