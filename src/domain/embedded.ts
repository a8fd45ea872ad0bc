/** A value as a file states it: text, a list, or text in several languages by their tags ("x-default" first). */
export type EmbeddedValue =
  | string
  | number
  | readonly string[]
  | { readonly languages: Readonly<Record<string, string>> };

/** What a file says of itself, by property: "dc:title", "iptc:Keywords", "exif:Artist". */
export type EmbeddedProperties = Readonly<Record<string, EmbeddedValue>>;
