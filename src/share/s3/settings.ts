import * as v from 'valibot';
import { parsedOrWrong } from '../../domain/parsed';

/** A bucket of the user's own. The secret is kept in this browser only, and never shown again. */
const settingsSchema = v.object({
  endpoint: v.pipe(
    v.string(),
    v.trim(),
    v.url(),
    v.regex(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/, 'must begin with https://'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  region: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
  bucket: v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i, 'is no name of a bucket')),
  accessKeyId: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(256)),
  secretAccessKey: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(256)),
  /** Whether anybody may read the bucket's objects: then a link needs no signature and lives as long as the object. */
  publicRead: v.boolean(),
});

export type S3Settings = v.InferOutput<typeof settingsSchema>;

/** @returns the settings; or the name of what is wrong */
export const parseS3Settings = (value: unknown): S3Settings | { wrong: string } => parsedOrWrong(settingsSchema, value);
