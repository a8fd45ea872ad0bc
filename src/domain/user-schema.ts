import * as v from 'valibot';
import { parsed } from './parsed';
import type { UserProfile } from './user';

const field = (most: number) => v.optional(v.fallback(v.pipe(v.string(), v.maxLength(most)), ''), '');

const userProfileSchema = v.object({ name: field(200), email: field(320), role: field(64) });

/** A user's profile as it was stored; what is missing or malformed is empty. */
export function parseUserProfile(value: unknown): UserProfile {
  return parsed(userProfileSchema, value ?? {}) ?? { name: '', email: '', role: '' };
}
