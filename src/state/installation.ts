import { computed, signal } from '@preact/signals';
import { isRoleKnown, mayDo, profilesFor, roleOf, UNKNOWN_ROLE } from '../domain/access';
import { type ActionId, BUILT_IN_INSTALLATION, type Installation } from '../domain/built-in';
import { describeError } from '../domain/errors';
import type { Field } from '../domain/field';
import type { Asked, InForce } from '../domain/installation-in-force';
import type { UserProfile } from '../domain/user';
import { onChange } from '../library/changes';
import { getSetting, putSetting } from '../library/settings';
import { askForInstallation, inTime, NO_ANSWER, onNewInstallation } from './ask-installation';
import { library } from './library';
import { alertUntil } from './messages';
import { run } from './run';

const USER_PROFILE = 'user-profile';
const FIELDS = 'fields';
/** Under which the text of the last good `installation.json` is kept. */
const INSTALLATION = 'installation';

/** The one that was read last until the host has answered; the built-in one where there was none. */
export const installation = signal<Installation>(BUILT_IN_INSTALLATION);
export const userProfile = signal<UserProfile>({ name: '', email: '', role: '' });

/** Fields as they were edited in Settings; null where nobody did. */
const editedFields = signal<readonly Field[] | null>(null);
/** Every field, the retired ones too. */
export const allFields = computed(() => editedFields.value ?? installation.value.fields);
/** The fields that are shown and edited. */
export const fields = computed(() => allFields.value.filter((field) => !field.retired));

/** Which installation holds; undefined until the host has answered, or was waited for long enough. */
const inForce = signal<InForce | undefined>(undefined);
const read = Promise.withResolvers<void>();

/**
 * When it is known who is offered what, or that it cannot be known now. Rows do not wait for it; whatever a role may be denied does,
 * since until then nobody is offered anything.
 */
export const installationIsRead = read.promise;

/** Whether what the installation says can be acted upon: a stand-in's days would take away what the real one keeps. */
export const isStandIn = () => inForce.peek() === undefined || inForce.peek()?.from === 'stand-in';

/** What whoever uses this browser is offered: nothing until it is known. Every command and every way out asks this. */
export const role = computed(() => {
  const { role: chosen } = userProfile.value;
  return inForce.value && isRoleKnown(inForce.value, chosen)
    ? roleOf(inForce.value.installation, chosen)
    : UNKNOWN_ROLE;
});
export const myProfiles = computed(() => profilesFor(installation.value, role.value));

export function may(action: ActionId): boolean {
  return mayDo(role.value, action);
}

/**
 * Reads the installation's configuration and the user's profile; what is wrong in either is said.
 * @param asked what the host says, where it was asked before the library was open
 */
export async function loadInstallation(asked = askForInstallation()): Promise<void> {
  const [{ installationInForce }, { parseUserProfile }, { parseFields }] = await Promise.all([
    import('../domain/installation-in-force'),
    import('../domain/user-schema'),
    import('../domain/field-schema'),
  ]);
  let takeBack = () => {};
  const readProfile = async () => {
    userProfile.value = parseUserProfile(await getSetting(library(), USER_PROFILE));
    library().author = userProfile.value.name;
  };
  const readFields = async () => {
    editedFields.value = parseFields(await getSetting(library(), FIELDS)) ?? null;
  };
  /** The text of the last good one. */
  let kept: string | undefined;
  const readKept = async () => {
    const value = await getSetting(library(), INSTALLATION);
    if (typeof value === 'string') kept = value;
  };
  await Promise.all([readProfile(), readFields(), readKept()]);
  onChange((change) => {
    if (change.settings === USER_PROFILE) void readProfile();
    if (change.settings === FIELDS) void readFields();
  });
  const take = (answer: Asked) => {
    const found = installationInForce(answer, kept);
    installation.value = found.installation;
    inForce.value = found;
    takeBack();
    takeBack = found.problem ? said(found.problem) : () => {};
    if (found.from !== 'file' || answer.type !== 'text' || answer.text === kept) return;
    kept = answer.text;
    // Where there is no room for it, the next start asks without it.
    void putSetting(library(), INSTALLATION, kept).catch(() => {});
  };
  // Its name and fields are shown from the first frame on; what a role is offered waits for the host.
  installation.value = installationInForce(NO_ANSWER, kept).installation;
  const answer = await inTime(asked);
  take(answer);
  let isLate = false;
  const takeNewer = (newer: Asked) => {
    isLate = true;
    take(newer);
  };
  if (answer === NO_ANSWER) void asked.then((late) => isLate || take(late));
  onNewInstallation(() => void askForInstallation().then(takeNewer));
  read.resolve();
}

/** @returns a function that takes the message away: the host may answer later, and better */
function said({ text, lines }: NonNullable<InForce['problem']>): () => void {
  return alertUntil(text, {
    lines: role.peek() === UNKNOWN_ROLE ? [...lines, describeError('role-unknown')] : lines,
  });
}

export async function saveUserProfile(profile: UserProfile): Promise<void> {
  userProfile.value = profile;
  library().author = profile.name;
  await run('Your profile could not be kept.', () => putSetting(library(), USER_PROFILE, profile));
}

/** Keeps one field: in its place, or as the last where it is new. @returns whether it was done */
export function saveField(field: Field): Promise<boolean> {
  const all = allFields.peek();
  const exists = all.some((each) => each.id === field.id);
  return saveFields(exists ? all.map((each) => (each.id === field.id ? field : each)) : [...all, field]);
}

/** Keeps the fields as somebody edited them; null goes back to the installation's. @returns whether it was done */
export async function saveFields(changed: readonly Field[] | null): Promise<boolean> {
  const before = editedFields.peek();
  editedFields.value = changed;
  const kept = await run('The fields could not be kept.', () => putSetting(library(), FIELDS, changed));
  if (!kept) editedFields.value = before;
  return kept;
}
