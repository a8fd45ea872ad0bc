/** Somebody's address, with the name that stood before it. */
export interface Address {
  name: string;
  email: string;
}

/**
 * A mailbox as people write it: HTML's own rule for e-mail addresses (WHATWG, "valid e-mail address") with letters of any
 * script (RFC 6531), and a top-level domain.
 */
const EMAIL =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
const MOST_LENGTH = 254;
/** Nothing that could begin a header of its own: control characters, written out or escaped. */
const CONTROL = /[\u0000-\u001f\u007f]|%0[ad]/i;

export function isEmail(text: string): boolean {
  return text.length <= MOST_LENGTH && EMAIL.test(text) && !CONTROL.test(text) && !text.includes('..');
}

/**
 * Addresses as they are typed or pasted: by commas, semicolons or line ends, alone or as "Name <name@example.org>"; a comma
 * inside quotation marks belongs to a name.
 * @returns each once, in their order, and what is no address
 */
export function parseAddresses(text: string): { addresses: Address[]; wrong: string[] } {
  const addresses = new Map<string, Address>();
  const wrong: string[] = [];
  for (const part of parts(text)) {
    const address = parseAddress(part);
    if (!address) wrong.push(part);
    else if (!addresses.has(address.email.toLowerCase())) addresses.set(address.email.toLowerCase(), address);
  }
  return { addresses: [...addresses.values()], wrong };
}

function parts(text: string): string[] {
  const found: string[] = [];
  let part = '';
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if ((!quoted && (char === ',' || char === ';')) || char === '\n' || char === '\r') {
      found.push(part);
      part = '';
      quoted = false;
    } else part += char;
  }
  found.push(part);
  return found.map((each) => each.trim()).filter((each) => each !== '');
}

function parseAddress(part: string): Address | undefined {
  const [, named = '', inside] = /^(.*?)<([^<>]*)>$/s.exec(part) ?? [];
  const email = (inside ?? part).trim().replace(/^mailto:/i, '');
  if (!isEmail(email)) return undefined;
  const name = named
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('\\"', '"')
    .trim();
  return CONTROL.test(name) ? undefined : { name, email };
}

/** As it stands in a header or a chip. */
export function printAddress({ name, email }: Address): string {
  if (name === '') return email;
  return /^[\w\p{L}\p{N} .'-]+$/u.test(name) && !name.includes('.')
    ? `${name} <${email}>`
    : `"${name.replace(/["\\]/g, '\\$&')}" <${email}>`;
}
