/** A value as a file states it: text, a list, or text in several languages by their tags ("x-default" first). */
export type EmbeddedValue =
  | string
  | number
  | readonly string[]
  | { readonly languages: Readonly<Record<string, string>> };

/** What a file says of itself, by property: "dc:title", "iptc:Keywords", "exif:Artist". */
export type EmbeddedProperties = Readonly<Record<string, EmbeddedValue>>;

/** The digest that a file states of its IPTC records, and what it is of those that are there; both hexadecimal. */
export const STATED_DIGEST = 'iptc:IPTCDigest';
export const ACTUAL_DIGEST = 'iptc:CurrentIPTCDigest';

/** Boxes of a JPEG XL that hold metadata, and could not be opened: they are compressed with Brotli, and damaged. */
export const SEALED = 'jxl:Compressed';

/**
 * Which reading of files this program does: what an older one kept is read anew when it is next needed. It goes up with
 * every change of what `readEmbedded` says of a file.
 */
export const READING = 5;

/** Where something is said of a file but not in it, the most believed first. */
export const BESIDE = ['share', 'sidecar', 'takeout'] as const;
export type BesideSource = (typeof BESIDE)[number];

/** What was said of a file beside it when it came, by where. */
export type Beside = Readonly<Partial<Record<BesideSource, EmbeddedProperties>>>;

/** All that is said of a file that is not said here: in it, and beside it. Nothing of it is mixed. */
export interface Origin {
  readonly file: EmbeddedProperties;
  readonly beside: Beside;
}

/** What only a file says. */
export const originOf = (file: EmbeddedProperties): Origin => ({ file, beside: {} });
