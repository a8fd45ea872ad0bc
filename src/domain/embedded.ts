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
