import { type Piece, pieces } from './address-pieces';

/** Somebody's address, with the name that stood before it. */
export interface Address {
  name: string;
  email: string;
}

/** What was pasted and is no address, and why. */
interface NoAddress {
  text: string;
  /** Ends a sentence that begins with the text: "it has no “@”". */
  reason: string;
}

/** RFC 5321, §4.5.3.1, in octets of UTF-8 (RFC 6531, §3.1). */
const MOST_LOCAL = 64;
const MOST_DOMAIN = 253;
const MOST_LABEL = 63;
const MOST_LENGTH = 254;
/**
 * Before the "@": HTML's own rule for e-mail addresses (WHATWG, "valid e-mail address") with letters of any script (RFC 6531) and the
 * marks and joiners that many scripts spell with.
 */
const LOCAL = /[\p{L}\p{M}\p{N}\p{Join_Control}.!#$%&'*+/=?^_`{|}~-]/u;
/** Behind it: what labels may hold (RFC 5892), with the middle dots, geresh and gershayim that stand between letters. */
const DOMAIN = /[\p{L}\p{M}\p{N}\p{Join_Control}\u00b7\u30fb\u05f3\u05f4.-]/u;
/** Nothing that could begin a header of its own: control characters, written out or escaped. */
const CONTROL = /[\u0000-\u001f\u007f]|%0[ad]/i;

const octets = (text: string) => new TextEncoder().encode(text).length;

/** @returns why it is none, naming the character that is wrong where it is one; null where it is an address */
function whyNoEmail(text: string): string | null {
  const [control] = CONTROL.exec(text) ?? [];
  if (control) return `${named(control)} cannot stand in an address`;
  const at = text.indexOf('@');
  if (at < 0) return 'it has no “@”';
  if (text.indexOf('@', at + 1) >= 0) return 'it has more than one “@”';
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (local === '') return 'nothing stands before the “@”';
  if (domain === '') return 'nothing stands behind the “@”';
  const wrong = [...local].find((char) => !LOCAL.test(char)) ?? [...domain].find((char) => !DOMAIN.test(char));
  if (wrong) return `${named(wrong)} cannot stand in an address`;
  if (text.includes('..')) return 'it has “..”';
  if (octets(local) > MOST_LOCAL) return `more than ${MOST_LOCAL} bytes stand before the “@”`;
  return octets(text) > MOST_LENGTH ? `it is longer than ${MOST_LENGTH} bytes` : whyNoDomain(domain);
}

function whyNoDomain(domain: string): string | null {
  if (!domain.includes('.')) return 'it has no “.” behind the “@”';
  const labels = domain.split('.');
  if (labels.includes('')) return 'a “.” stands at the beginning or end of what is behind the “@”';
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-')))
    return 'a “-” stands at the beginning or end of a part behind the “@”';
  const mark = labels.map((label) => /^[^\p{L}\p{N}]/u.exec(label)?.[0]).find((char) => char !== undefined);
  if (mark) return `${named(mark)} cannot begin a part behind the “@”`;
  const last = labels.at(-1) ?? '';
  if (!/^\p{L}/u.test(last) || [...last].length < 2) return `“${last}” is no ending of an address`;
  const ascii = asciiDomain(domain);
  if (ascii === null) return 'what stands behind the “@” is no name that the internet knows';
  const tooLong = ascii.length > MOST_DOMAIN || ascii.split('.').some((label) => label.length > MOST_LABEL);
  return tooLong ? 'a part behind the “@” is too long' : null;
}

/** A domain as it is asked for (UTS 46); null where it cannot be. */
function asciiDomain(domain: string): string | null {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}

/** A character as it can be found: written, or by its number where it would not be seen. */
function named(char: string): string {
  if (char === ' ') return 'a blank';
  if (/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(char)) return `“${char}”`;
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Addresses as they are typed or pasted out of mail programs and tables: alone, as "Name <name@example.org>", "name@example.org (Name)"
 * or "Doe, Jane <jane@example.org>", in groups, by commas, semicolons, tabs or line ends.
 * @returns each once, in their order, and what is no address
 */
export function parseAddresses(text: string): { addresses: Address[]; wrong: NoAddress[] } {
  const addresses = new Map<string, Address>();
  const wrong: NoAddress[] = [];
  for (const piece of pieces(text)) {
    const reason = whyNoAddress(piece);
    const { name, email } = piece;
    if (reason !== null) wrong.push({ text: piece.text, reason });
    else if (!addresses.has(email.toLowerCase())) addresses.set(email.toLowerCase(), { name, email });
  }
  return { addresses: [...addresses.values()], wrong };
}

function whyNoAddress({ name, email }: Piece): string | null {
  const [control] = CONTROL.exec(name) ?? [];
  return control ? `${named(control)} cannot stand in a name` : whyNoEmail(email);
}

/** As it stands in a header or a chip. */
export function printAddress({ name, email }: Address): string {
  if (name === '') return email;
  return /^[\w\p{L}\p{M}\p{N} -]+$/u.test(name)
    ? `${name} <${email}>`
    : `"${name.replace(/["\\]/g, '\\$&')}" <${email}>`;
}
