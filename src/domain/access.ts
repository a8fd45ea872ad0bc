import type { Asset } from './asset';
import type { ActionId, Installation, Role } from './built-in';
import type { ExportProfile } from './profile';

/** A way to have an asset: the bytes as they came, or a rendition by a profile. */
export const ORIGINAL = 'original';

/** The role that a user's profile names; the installation's first where it names none that exists. */
export function roleOf(installation: Installation, roleId: string | undefined): Role {
  const role = installation.roles.find((each) => each.id === roleId) ?? installation.roles[0];
  if (!role) throw new Error('an installation has at least one role');
  return role;
}

export function mayDo(role: Role, action: ActionId): boolean {
  return role.actions === 'all' || role.actions.includes(action);
}

/** The profiles that a role sees, in the installation's order. */
export function profilesFor(installation: Installation, role: Role): ExportProfile[] {
  return installation.profiles.filter((profile) => role.profiles === 'all' || role.profiles.includes(profile.id));
}

/**
 * What an id that was kept stands for. A profile that the installation has no more never becomes the original: nobody chose
 * that one. It is a profile that fits nothing, so that each file says that it cannot be made.
 */
export function wantedProfile(profiles: readonly ExportProfile[], id: string): 'original' | ExportProfile {
  if (id === ORIGINAL) return 'original';
  const gone = { ...GONE, id, name: id };
  return profiles.find((profile) => profile.id === id) ?? gone;
}

const GONE: ExportProfile = {
  id: '',
  name: '',
  kinds: [],
  format: 'jpeg',
  size: { type: 'full' },
  enlarge: false,
  dpi: null,
  crop: null,
  background: '#ffffff',
  colour: { space: 'srgb', embed: true },
  quality: 80,
  lossless: false,
  effort: null,
  maxBytes: null,
  sharpen: false,
  watermark: null,
  metadata: 'none',
  nameTemplate: null,
};

/** Whether a profile can be made from an asset as it is now: it was opened, so its size in pixels is known. */
export function profileFits(profile: ExportProfile, asset: Pick<Asset, 'kind' | 'state' | 'facts'>): boolean {
  return asset.state === 'ready' && asset.facts.width > 0 && profile.kinds.some((kind) => kind === asset.kind);
}
