import * as v from 'valibot';
import { safeName } from '../text/naming';

/** The names that a package keeps for itself. */
export const MANIFEST = 'manifest.json';
export const GALLERY = 'index.html';
export const PACKAGE_VERSION = 1;
const FORMAT = 'satchel-share';

const MOST_FILES = 65_000;
/** What previews are made in, by the engine or a canvas. */
export const PREVIEW_TYPES = ['image/webp', 'image/jpeg', 'image/png'] as const;
/** A small preview is a few kilobytes: more is something else. */
const MOST_PREVIEW = 200_000;
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const time = v.pipe(v.string(), v.isoTimestamp());

const fileSchema = v.object({
  /** Safe on every system, unlike every other in the package. */
  name: v.pipe(
    text(255),
    v.check((name) => name === safeName(name) && name !== MANIFEST && name !== GALLERY, 'not a safe name'),
  ),
  type: v.pipe(text(200), v.regex(/^[\w.+-]+\/[\w.+-]+$/)),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  title: v.optional(text(2000), ''),
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  height: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** What is said of it, by property ("dc:title"), as far as the profile lets it out. */
  metadata: v.optional(v.record(text(200), v.union([text(1_000_000), v.array(text(100_000))])), {}),
  /** A small picture as base64. */
  preview: v.optional(
    v.object({
      type: v.picklist(PREVIEW_TYPES),
      data: v.pipe(text(MOST_PREVIEW), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
    }),
  ),
});

const manifestSchema = v.pipe(
  v.object({
    format: v.literal(FORMAT),
    version: v.literal(PACKAGE_VERSION),
    id: v.pipe(text(64), v.minLength(8)),
    name: text(500),
    from: v.object({ name: text(500), email: text(320) }),
    comment: v.optional(text(20_000), ''),
    createdAt: time,
    expiresAt: time,
    profile: v.optional(text(500), ''),
    files: v.pipe(v.array(fileSchema), v.minLength(1), v.maxLength(MOST_FILES)),
  }),
  v.check(
    ({ files }) => new Set(files.map(({ name }) => name.normalize('NFC').toLowerCase())).size === files.length,
    'two files have the same name',
  ),
);

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type SharedFile = Manifest['files'][number];

/** Why a package is not what it should be. */
type ShareProblem = 'share-broken' | 'share-altered' | 'share-expired' | 'share-newer' | 'share-future';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Reads a manifest and decides whether its share may be used: everything in it is parsed, nothing is believed besides.
 * @returns the manifest, or why not
 */
export function readManifest(json: string, now: number): Manifest | ShareProblem {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return 'share-broken';
  }
  const known = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.number() }), data);
  if (known.success && known.output.version > PACKAGE_VERSION) return 'share-newer';
  const parsed = v.safeParse(manifestSchema, data);
  if (!parsed.success) return 'share-broken';
  return timeProblem(parsed.output, now) ?? parsed.output;
}

/** A receiver honours the dates: a share that is over, or that comes from the future, is not opened. */
export function timeProblem(
  { createdAt, expiresAt }: Pick<Manifest, 'createdAt' | 'expiresAt'>,
  now: number,
): ShareProblem | undefined {
  if (Date.parse(expiresAt) <= now) return 'share-expired';
  return Date.parse(createdAt) > now + DAY ? 'share-future' : undefined;
}

export function writeManifest(manifest: Omit<Manifest, 'format' | 'version'>): string {
  return JSON.stringify({ format: FORMAT, version: PACKAGE_VERSION, ...manifest });
}
