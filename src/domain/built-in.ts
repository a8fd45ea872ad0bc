import { DEFAULT_FIELDS } from './default-fields';
import { DEFAULT_PROFILES } from './default-profiles';
import type { Field } from './field';
import type { ExportProfile } from './profile';
import { MAIL_TEMPLATE, type MailTemplate } from './share-mail';

/** Commands that a role can be given or denied; each is an action's id. */
export const ACTION_IDS = [
  'upload',
  'download',
  'edit',
  'clone',
  'new-version',
  'duplicate',
  'note',
  'delete',
  'categories',
  'collections',
  'share',
] as const;
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
  fields: readonly Field[];
  /** Names of the categories that a new library begins with; "People/Staff" lies under "People". */
  categories: readonly string[];
  /** Whether an upload can only be finished with a category. */
  categoryRequired: boolean;
  /** Days after which a share expires where nobody chooses. */
  shareDays: number;
  /** The words of the e-mail about a share. */
  shareMail: MailTemplate;
  /** Where browsers meet that hand a share over directly. */
  live: { relays: string[]; stun: string[] };
  /** Bytes that made files may take in the cache before the least recently used go. */
  derivativeCacheBytes: number;
}

export const EVERYONE: Role = { id: 'everyone', name: 'Everyone', actions: 'all', profiles: 'all', originals: true };

export const BUILT_IN_INSTALLATION: Installation = {
  name: 'Satchel',
  profiles: DEFAULT_PROFILES,
  roles: [EVERYONE],
  trashDays: 30,
  fields: DEFAULT_FIELDS,
  categories: [],
  categoryRequired: false,
  shareDays: 30,
  shareMail: MAIL_TEMPLATE,
  live: { relays: [], stun: [] },
  derivativeCacheBytes: 2_000_000_000,
};
