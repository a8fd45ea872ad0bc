import type { ObjectStore } from '../domain/object-store';
import type { StorageId } from '../domain/share';
import type { StoragePlace } from '../domain/stored-object';

/** One field of a form of settings. */
export interface Entry {
  name: string;
  label: string;
  placeholder?: string;
  help?: string;
  /** Several, one a line. */
  lines?: true;
  /** Yes or no. */
  isSwitch?: true;
  /** Never shown again: an empty field leaves the one that is kept. */
  secret?: true;
  /** Shown, but no less a part of what opens the storage. */
  key?: true;
}

/** What is done in a storage: runs in the worker that may connect elsewhere, and is loaded by it only. */
interface StorageDeeds<Settings> {
  /** Tries all that sharing needs: writing, reading as a stranger, deleting. @throws AppError: the first thing that is wrong */
  test(settings: Settings): Promise<void>;
  /** @throws AppError: what is wrong; AbortError */
  put(settings: Settings, object: string, file: Blob, signal: AbortSignal): Promise<void>;
  /** Takes an object away; one that is not there is away already. @throws AppError */
  remove(settings: Settings, object: string): Promise<void>;
  /** Where anybody can read an object who has this address, for so many seconds at least if the storage can promise them. */
  address(settings: Settings, object: string, seconds: number): Promise<string>;
  /**
   * The storage as a store of many objects, for a library's backup.
   * @param folder where in it, as a path without "/" at its ends: what keys begin with in a bucket, or a folder below its folder, which
   * is made where it is not there; "" for all of it
   */
  objects(settings: Settings, folder: string): ObjectStore;
}

/** A storage of the user's own, into which packages are put: one object in a folder, and its line in storages.ts. */
export interface Storage<Settings extends object> {
  id: StorageId;
  /** As its settings are called, what must be true of it, and what is asked for. */
  title: string;
  about: string;
  entries: readonly Entry[];
  /** What the storage must be told so that pages of this origin may use it, where that is a rule to be pasted. */
  corsRule?: (origin: string) => string;
  /** @returns the settings; or the name of what is wrong */
  parse(value: unknown): Settings | { wrong: string };
  /** Where it is, without its secrets. */
  place(settings: Settings): StoragePlace;
  /** Where something lies there, for people. */
  label(place: StoragePlace, object: string): string;
  /** What an object is called there. @param name what nobody guesses */
  objectOf(name: string): string;
  /** Its own address, unsigned. */
  plainAddress(settings: Settings, object: string): string;
  /**
   * The settings by which something is reached that lies in a place of the same storage; undefined where it lies in another one, to
   * which these keys must not go.
   */
  reaching(settings: Settings, place: StoragePlace): Settings | undefined;
  /** How far away the end of a share may be, in days, and why; undefined where any day will do. */
  mostDays(settings: Settings): { days: number; reason: string } | undefined;
  deeds(): Promise<StorageDeeds<Settings>>;
}

/** A storage as everybody else knows it: its settings are its own matter. */
export interface AnyStorage extends Omit<Storage<never>, OfSettings> {
  /** @returns the storage with these settings; or the name of what is wrong in them */
  open(value: unknown): OpenStorage | { wrong: string };
}

type OfSettings = 'parse' | 'place' | 'plainAddress' | 'reaching' | 'mostDays' | 'deeds';

/** A storage with its settings. */
export interface OpenStorage {
  /** As they are kept, and shown in its form but for the secrets. */
  settings: Readonly<Record<string, string | boolean>>;
  place: StoragePlace;
  plainAddress(object: string): string;
  /** The same storage at another place of it; undefined where that is another storage's. */
  at(place: StoragePlace): OpenStorage | undefined;
  mostDays: { days: number; reason: string } | undefined;
  deeds(): Promise<OpenDeeds>;
}

/** What is done in a storage, with its settings. */
export interface OpenDeeds {
  test(): Promise<void>;
  put(object: string, file: Blob, signal: AbortSignal): Promise<void>;
  remove(object: string): Promise<void>;
  address(object: string, seconds: number): Promise<string>;
  objects(folder: string): ObjectStore;
}

/** Hides what only a storage knows of itself. */
export function anyStorage<Settings extends Readonly<Record<string, string | boolean>>>(
  storage: Storage<Settings>,
): AnyStorage {
  const openWith = (settings: Settings): OpenStorage => ({
    settings,
    place: storage.place(settings),
    plainAddress: (object) => storage.plainAddress(settings, object),
    at(place) {
      const there = place.type === storage.id ? storage.reaching(settings, place) : undefined;
      return there && openWith(there);
    },
    mostDays: storage.mostDays(settings),
    async deeds() {
      const deeds = await storage.deeds();
      return {
        test: () => deeds.test(settings),
        put: (object, file, signal) => deeds.put(settings, object, file, signal),
        remove: (object) => deeds.remove(settings, object),
        address: (object, seconds) => deeds.address(settings, object, seconds),
        objects: (folder) => deeds.objects(settings, folder),
      };
    },
  });
  const { id, title, about, entries, corsRule, label, objectOf } = storage;
  return {
    ...{ id, title, about, entries, corsRule, label, objectOf },
    open(value) {
      const parsed = storage.parse(value);
      return isWrong(parsed) ? parsed : openWith(parsed);
    },
  };
}

const isWrong = (parsed: object): parsed is { wrong: string } => 'wrong' in parsed;
