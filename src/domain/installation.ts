import * as v from 'valibot';
import { ACTION_IDS, BUILT_IN_INSTALLATION, EVERYONE, type Installation } from './built-in';
import { DEFAULT_FIELDS } from './default-fields';
import { DEFAULT_PROFILES } from './default-profiles';
import { fieldSchema } from './field-schema';
import { unsupported } from './profile';
import { profileSchema } from './profile-schema';
import { isRelay, isStun } from './share-link';
import { MAIL_TEMPLATE } from './share-mail';

export type { Installation } from './built-in';

const roleSchema = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  actions: v.union([v.literal('all'), v.array(v.picklist(ACTION_IDS))]),
  profiles: v.union([v.literal('all'), v.array(v.string())]),
  /** Whether this role may take originals. */
  originals: v.optional(v.boolean(), true),
});

const installationSchema = v.pipe(
  v.strictObject({
    name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60)), 'Satchel'),
    profiles: v.optional(v.pipe(v.array(profileSchema), v.maxLength(100))),
    roles: v.optional(v.pipe(v.array(roleSchema), v.minLength(1))),
    fields: v.optional(v.pipe(v.array(fieldSchema), v.minLength(1), v.maxLength(500))),
    categories: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))), v.maxLength(5000)),
      [],
    ),
    categoryRequired: v.optional(v.boolean(), false),
    trashDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)), 30),
    shareDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)), 30),
    shareMail: v.optional(
      v.strictObject({
        subject: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500)), MAIL_TEMPLATE.subject),
        text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)), MAIL_TEMPLATE.text),
      }),
      MAIL_TEMPLATE,
    ),
    /** Where browsers meet that hand a share over directly; none by default, so nobody is asked without being chosen. */
    live: v.optional(
      v.strictObject({
        relays: v.optional(
          v.pipe(v.array(v.pipe(v.string(), v.check(isRelay, 'begins with wss://'))), v.maxLength(4)),
          [],
        ),
        stun: v.optional(v.pipe(v.array(v.pipe(v.string(), v.check(isStun, 'begins with stun:'))), v.maxLength(4)), []),
      }),
      { relays: [], stun: [] },
    ),
    /** Bytes that made files may take in the cache before the least recently used go. */
    derivativeCacheBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 2_000_000_000),
  }),
  v.check((it) => unique(it.profiles?.map((profile) => profile.id)), 'two export profiles have the same id'),
  v.check((it) => unique(it.profiles?.map((profile) => profile.name)), 'two export profiles have the same name'),
  v.check((it) => unique(it.roles?.map((role) => role.id)), 'two roles have the same id'),
  v.check((it) => unique(it.fields?.map((field) => field.id)), 'two fields have the same id'),
);

/**
 * Reads `installation.json`.
 * @param text the file's text
 * @returns the installation, and every mistake found, each with its path; with a mistake, the built-in defaults
 */
export function parseInstallation(text: string): { installation: Installation; mistakes: string[] } {
  const failed = (mistakes: string[]) => ({ installation: BUILT_IN_INSTALLATION, mistakes });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return failed([`not valid JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (Array.isArray(data)) return failed(['the file: must be an object, not a list']);
  const result = v.safeParse(installationSchema, data);
  if (!result.success) {
    return failed(result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`));
  }
  const profiles = result.output.profiles ?? DEFAULT_PROFILES;
  const roles = result.output.roles ?? [EVERYONE];
  const mistakes = [
    ...profiles.flatMap((profile) =>
      unsupported(profile).map(
        (what) => `profiles: "${profile.name}" asks for ${what}, which this version cannot make`,
      ),
    ),
    ...roles.flatMap((role) =>
      role.profiles === 'all'
        ? []
        : role.profiles
            .filter((id) => !profiles.some((profile) => profile.id === id))
            .map((id) => `roles: "${role.name}" names the profile "${id}", which does not exist`),
    ),
  ];
  if (mistakes.length > 0) return failed(mistakes);
  const fields = result.output.fields ?? DEFAULT_FIELDS;
  return { installation: { ...result.output, profiles, roles, fields }, mistakes: [] };
}

function unique(values: readonly string[] | undefined): boolean {
  return !values || new Set(values).size === values.length;
}
