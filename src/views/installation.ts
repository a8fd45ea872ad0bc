import { computed, signal } from '@preact/signals';
import { mayDo, profilesFor, roleOf } from '../domain/access';
import { BUILT_IN_INSTALLATION } from '../domain/built-in';
import type { Field } from '../domain/field';
import type { ActionId, Installation } from '../domain/installation';
import type { UserProfile } from '../domain/user';
import { onChange } from '../library/changes';
import { getSetting, putSetting } from '../library/settings';
import { library } from './library';
import { alertPerson } from './messages';
import { run } from './run';

const USER_PROFILE = 'user-profile';
const FIELDS = 'fields';

/** The built-in defaults until `installation.json` is read. */
export const installation = signal<Installation>(BUILT_IN_INSTALLATION);
export const userProfile = signal<UserProfile>({ name: '', email: '', role: '' });

/** Fields as they were edited in Settings; null where nobody did. */
const editedFields = signal<readonly Field[] | null>(null);
/** Every field, the retired ones too. */
export const allFields = computed(() => editedFields.value ?? installation.value.fields);
/** The fields that are shown and edited. */
export const fields = computed(() => allFields.value.filter((field) => !field.retired));

export const role = computed(() => roleOf(installation.value, userProfile.value.role));
export const myProfiles = computed(() => profilesFor(installation.value, role.value));

export function may(action: ActionId): boolean {
  return mayDo(role.value, action);
}

/** Reads the installation's configuration and the user's profile; what is wrong in either is said. */
export async function loadInstallation(): Promise<void> {
  const [{ parseInstallation }, { parseUserProfile }, { parseFields }] = await Promise.all([
    import('../domain/installation'),
    import('../domain/user-schema'),
    import('../domain/field-schema'),
  ]);
  const readProfile = async () => {
    userProfile.value = parseUserProfile(await getSetting(library(), USER_PROFILE));
    library().author = userProfile.value.name;
  };
  const readFields = async () => {
    editedFields.value = parseFields(await getSetting(library(), FIELDS)) ?? null;
  };
  await Promise.all([readProfile(), readFields()]);
  onChange((change) => {
    if (change.settings === USER_PROFILE) void readProfile();
    if (change.settings === FIELDS) void readFields();
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
  library().author = profile.name;
  await run('Your profile could not be kept.', () => putSetting(library(), USER_PROFILE, profile));
}

/** Keeps one field: in its place, or as the last where it is new. */
export function saveField(field: Field): Promise<void> {
  const all = allFields.peek();
  const exists = all.some((each) => each.id === field.id);
  return saveFields(exists ? all.map((each) => (each.id === field.id ? field : each)) : [...all, field]);
}

/** Keeps the fields as somebody edited them; null goes back to the installation's. */
export async function saveFields(changed: readonly Field[] | null): Promise<void> {
  editedFields.value = changed;
  await run('The fields could not be kept.', () => putSetting(library(), FIELDS, changed));
}
