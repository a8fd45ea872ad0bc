import type { Asset } from './asset';
import type { ActionId, Installation, Role } from './built-in';
import type { InForce } from './installation-in-force';
import type { ExportProfile } from './profile';

/** A way to have an asset: the bytes as they came, or a rendition by a profile. */
export const ORIGINAL = 'original';

/** The role that a user's profile names; the installation's first where it names none that exists. */
export function roleOf(installation: Installation, roleId: string | undefined): Role {
  const role = installation.roles.find((each) => each.id === roleId) ?? installation.roles[0];
  if (!role) throw new Error('an installation has at least one role');
  return role;
}

/**
 * Whether it is known what somebody is offered. Of a stand-in it is not where their profile names a role that it does not have:
 * that one may offer less.
 */
export function isRoleKnown({ installation, from }: InForce, roleId: string): boolean {
  return from !== 'stand-in' || roleId === '' || installation.roles.some(({ id }) => id === roleId);
}

/** Of whom it is not known yet what they are offered: nothing, until it is. */
export const UNKNOWN_ROLE: Role = { id: '', name: '', actions: [], profiles: [], originals: false };

export function mayDo(role: Role, action: ActionId): boolean {
  return role.actions === 'all' || role.actions.includes(action);
}

/** Whether a role may see originals as they are: what is on the screen can be saved from there, so only who may take them. */
export function seesOriginals(role: Role): boolean {
  return role.originals && (mayDo(role, 'download') || mayDo(role, 'share'));
}

/** The profiles that a role sees, in the installation's order. */
export function profilesFor(installation: Installation, role: Role): ExportProfile[] {
  return installation.profiles.filter((profile) => role.profiles === 'all' || role.profiles.includes(profile.id));
}

/** Why a role does not get something. */
interface Refused {
  readonly refused: 'original-not-offered' | 'profile-not-offered' | 'profile-gone' | 'role-unknown';
  /** What was asked for, as people know it. */
  readonly name: string;
}

/** How an asset goes out: as it came, by a profile, or not at all. */
export type Wanted = 'original' | ExportProfile | Refused;

export const isRefused = (wanted: Wanted): wanted is Refused => typeof wanted === 'object' && 'refused' in wanted;

/**
 * What a role gets for an id: one that was chosen just now, or was kept with a collection or a share. Every way out asks here. What
 * the role is not offered, and a profile that the installation has no more, never becomes the original: nobody chose that one.
 */
export function wayOut(installation: Pick<Installation, 'profiles'>, role: Role, id: string): Wanted {
  if (role === UNKNOWN_ROLE) return { refused: 'role-unknown', name: id };
  if (id === ORIGINAL || id === '')
    return role.originals && id === ORIGINAL ? 'original' : { refused: 'original-not-offered', name: 'Original' };
  const profile = installation.profiles.find((each) => each.id === id);
  if (!profile) return { refused: 'profile-gone', name: id };
  const offered = role.profiles === 'all' || role.profiles.includes(id);
  return offered ? profile : { refused: 'profile-not-offered', name: profile.name };
}

/** What goes out is called. */
export function wantedLabel(wanted: Wanted): string {
  return wanted === 'original' ? 'Original' : wanted.name;
}

/** Which metadata go out with it; with what is refused goes nothing. */
export function metadataPolicy(wanted: Wanted): ExportProfile['metadata'] {
  if (wanted === 'original') return 'everything';
  return isRefused(wanted) ? 'none' : wanted.metadata;
}

/** Whether a profile can be made from an asset as it is now: it was opened, so its size in pixels is known. */
export function profileFits(profile: ExportProfile, asset: Pick<Asset, 'kind' | 'state' | 'facts'>): boolean {
  return asset.state === 'ready' && asset.facts.width > 0 && profile.kinds.some((kind) => kind === asset.kind);
}
