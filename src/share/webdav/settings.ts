import * as v from 'valibot';
import { parsedOrWrong } from '../../domain/parsed';

/** A folder of the user's own that speaks WebDAV. The password is kept in this browser only, and never shown again. */
const settingsSchema = v.object({
  folder: v.pipe(
    v.string(),
    v.trim(),
    v.url(),
    v.regex(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/, 'must begin with https://'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  user: v.pipe(v.string(), v.maxLength(256)),
  password: v.pipe(v.string(), v.maxLength(1024)),
  /** Where anybody reads what lies in the folder, where that is another address. */
  publicFolder: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((url) => url.replace(/\/+$/, '')),
    ),
    '',
  ),
});

export type WebDavSettings = v.InferOutput<typeof settingsSchema>;

/** @returns the settings; or the name of what is wrong */
export const parseWebDavSettings = (value: unknown): WebDavSettings | { wrong: string } =>
  parsedOrWrong(settingsSchema, value);
