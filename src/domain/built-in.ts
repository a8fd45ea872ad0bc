import { DEFAULT_PROFILES } from './default-profiles';
import type { ExportProfile } from './profile';

/** Commands that a role can be given or denied; each is an action's id. */
export const ACTION_IDS = ['upload', 'download'] as const;
export type ActionId = (typeof ACTION_IDS)[number];

/** What somebody is offered. In a browser this shapes what is shown; it is no lock. */
export interface Role {
  id: string;
  name: string;
  actions: 'all' | ActionId[];
  profiles: 'all' | string[];
  /** Whether this role is offered originals. */
  originals: boolean;
}

/** What whoever sets Satchel up decides, in `installation.json`. */
export interface Installation {
  name: string;
  profiles: readonly ExportProfile[];
  roles: readonly Role[];
  trashDays: number;
  /** Bytes that made files may take in the cache before the least recently used go. */
  derivativeCacheBytes: number;
}

export const EVERYONE: Role = { id: 'everyone', name: 'Everyone', actions: 'all', profiles: 'all', originals: true };

export const BUILT_IN_INSTALLATION: Installation = {
  name: 'Satchel',
  profiles: DEFAULT_PROFILES,
  roles: [EVERYONE],
  trashDays: 30,
  derivativeCacheBytes: 2_000_000_000,
};
