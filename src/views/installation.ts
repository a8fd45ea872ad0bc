import { computed, signal } from '@preact/signals';
import { mayDo, profilesFor, roleOf } from '../domain/access';
import { BUILT_IN_INSTALLATION } from '../domain/built-in';
import type { ActionId, Installation } from '../domain/installation';
import type { UserProfile } from '../domain/user';
import { onChange } from '../library/changes';
import { getSetting, putSetting } from '../library/settings';
import { library } from './library';
import { alertPerson } from './messages';
import { run } from './run';

const USER_PROFILE = 'user-profile';

/** The built-in defaults until `installation.json` is read. */
export const installation = signal<Installation>(BUILT_IN_INSTALLATION);
export const userProfile = signal<UserProfile>({ name: '', email: '', role: '' });

export const role = computed(() => roleOf(installation.value, userProfile.value.role));
export const myProfiles = computed(() => profilesFor(installation.value, role.value));

export function may(action: ActionId): boolean {
  return mayDo(role.value, action);
}

/** Reads the installation's configuration and the user's profile; what is wrong in either is said. */
export async function loadInstallation(): Promise<void> {
  const [{ parseInstallation }, { parseUserProfile }] = await Promise.all([
    import('../domain/installation'),
    import('../domain/user-schema'),
  ]);
  const readProfile = async () => {
    userProfile.value = parseUserProfile(await getSetting(library(), USER_PROFILE));
  };
  await readProfile();
  onChange((change) => {
    if (change.settings === USER_PROFILE) void readProfile();
  });
  const response = await fetch(new URL('installation.json', document.baseURI)).catch(() => undefined);
  // A host without the file is one that wants the defaults.
  if (!response?.ok) return;
  const read = parseInstallation(await response.text());
  installation.value = read.installation;
  if (read.mistakes.length > 0) {
    alertPerson('installation.json has mistakes, so the built-in settings are used.', { lines: read.mistakes });
  }
}

export async function saveUserProfile(profile: UserProfile): Promise<void> {
  userProfile.value = profile;
  await run('Your profile could not be kept.', () => putSetting(library(), USER_PROFILE, profile));
}
