import type { Address } from '../text/addresses';
import type { AssetId, CollectionId, ShareId } from './ids';
import type { StoragePlace, Undeleted } from './stored-object';

/** Kinds of storages of the user's own; each has a folder in share/. */
export const STORAGE_IDS = ['s3', 'webdav'] as const;
export type StorageId = (typeof STORAGE_IDS)[number];

/** Ways in which a share is sent. */
export const CARRIER_IDS = ['data', 'file', 'attachments', ...STORAGE_IDS, 'uploaded', 'live'] as const;
export type CarrierId = (typeof CARRIER_IDS)[number];

/** One asset of a share, and how it goes out: an export profile's id, or "original". */
export interface ShareItem {
  assetId: AssetId;
  profileId: string;
}

/** What somebody shared, with whom, and until when. */
export interface Share {
  id: ShareId;
  /** The collection's name, the asset's title, or how many there are. */
  name: string;
  items: ShareItem[];
  collectionId: CollectionId | null;
  to: Address[];
  comment: string;
  carrier: CarrierId;
  /** The name of the export profile, or "Several". */
  profile: string;
  /** Names, number and bytes of what was sent. */
  files: { name: string; bytes: number }[];
  createdAt: number;
  expiresAt: number;
  /** When it was revoked; 0 where it was not. */
  revokedAt: number;
  /** "" where files went as attachments. */
  link: string;
  /** The package's name and bytes; "" and 0 where there is none. */
  fileName: string;
  bytes: number;
  /** What age opens the package with, beside the link; null where a passphrase does. */
  key: string | null;
  /** The object's key in the user's storage; "" where it lies in none. */
  object: string;
  /** Which storage that is; null where it lies in none. */
  place: StoragePlace | null;
  /** What was to be deleted from a storage and could not be, also of what was sent before "Extend". */
  undeleted: Undeleted[];
  /** Whether everybody gets an e-mail of their own. */
  oneEach: boolean;
  /** Which notice was given last. */
  noticed: '' | 'soon' | 'over';
}

/** It is all that protects what it seals: shorter ones are guessed. */
export const SHORTEST_PASSPHRASE = 8;

const DAY = 24 * 60 * 60 * 1000;
/** The notice comes when a fifth of a share's time is left. */
const SOON = 1 / 5;

export type ShareState =
  | { type: 'active' }
  | { type: 'soon'; days: number }
  | { type: 'expired' }
  /** Somebody wanted it back, and it still lies where it was. */
  | { type: 'unrevoked' }
  | { type: 'revoked' };

export function shareState(share: Share, now: number): ShareState {
  const { createdAt, expiresAt, revokedAt, object, undeleted } = share;
  if (revokedAt > 0) return { type: 'revoked' };
  if (object !== '' && undeleted.some((each) => each.object === object)) return { type: 'unrevoked' };
  if (expiresAt <= now) return { type: 'expired' };
  const left = expiresAt - now;
  return left <= (expiresAt - createdAt) * SOON
    ? { type: 'soon', days: Math.max(1, Math.ceil(left / DAY)) }
    : { type: 'active' };
}

export function stateLabel(state: ShareState): string {
  switch (state.type) {
    case 'active':
      return 'Active';
    case 'soon':
      return `Expires in ${state.days} ${state.days === 1 ? 'day' : 'days'}`;
    case 'expired':
      return 'Expired';
    case 'unrevoked':
      return 'Not revoked';
    case 'revoked':
      return 'Revoked';
  }
}

/** Whether a passphrase opens it, which is kept nowhere: attachments have neither key nor passphrase. */
export const isLocked = ({ carrier, key }: Pick<Share, 'carrier' | 'key'>): boolean =>
  key === null && carrier !== 'attachments';

/** The end of a day, given as "2026-11-30", in this device's time; NaN where it is none. */
export function endOfDay(date: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day), 23, 59, 59).getTime() : Number.NaN;
}

/** The day of a time, as a date field has it. */
export function dayOf(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What somebody asks for in dialog "Share". */
export interface ShareRequest {
  /** The collection's; null where assets are shared, which then name it. */
  name: string | null;
  items: readonly ShareItem[];
  collectionId: CollectionId | null;
  to: readonly Address[];
  comment: string;
  carrier: CarrierId;
  expiresAt: number;
  passphrase: string | null;
  oneEach: boolean;
  /** The share that this one goes on with: its row is kept. */
  extends?: Share;
}
