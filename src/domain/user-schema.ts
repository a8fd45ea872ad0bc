import * as v from 'valibot';
import type { UserProfile } from './user';

const field = (most: number) => v.optional(v.fallback(v.pipe(v.string(), v.maxLength(most)), ''), '');

const userProfileSchema = v.object({ name: field(200), email: field(320), role: field(64) });

/** A user's profile as it was stored; what is missing or malformed is empty. */
export function parseUserProfile(value: unknown): UserProfile {
  const result = v.safeParse(userProfileSchema, value ?? {});
  return result.success ? result.output : { name: '', email: '', role: '' };
}
