import { bech32 } from '@scure/base';
import { fromBase64Url, toBase64Url } from '../text/base64';

/**
 * The link of a share: `<where Satchel is served>#/receive/<carrier>&v=1&key=<age identity>`. What stands in a fragment is
 * never sent to a server. docs/share-link.md has it for a second implementation.
 */
const LINK_VERSION = 1;
/** Mail programs and QR codes carry this much safely. */
export const MOST_MAILED_LINK = 1800;
/** Browsers open more, but nobody copies it. */
export const MOST_COPIED_LINK = 100_000;

type LinkCarrier = 'file' | 'data' | 'url' | 'live';

/** Where two browsers meet that hand a share over directly. */
export interface Meeting {
  /** 128 random bits in base64url: from them come the name of the meeting and the key of what is said there. */
  room: string;
  /** Relays (`wss:`) and STUN servers (`stun:`) that both use. */
  servers: readonly string[];
  /** The sender's half of a connection, for one recipient; null where the two meet through relays. */
  offer: string | null;
}

export interface ShareLink {
  /** "file": the package comes by itself; "data": it is in the link; "url": it lies at an address; "live": from browser to browser. */
  carrier: LinkCarrier;
  /** The age identity that opens the package; null where a passphrase does. */
  key: string | null;
  /** Bytes of the package: one that was cut is told from one that was altered. Null where the link does not say. */
  bytes: number | null;
  /** The package in base64url, where the link holds it. */
  data: string | null;
  /** Where the package lies, with carrier "url". */
  url: string | null;
  /** Where the sender's browser is met, with carrier "live". */
  meeting: Meeting | null;
}

/** Why a link cannot be used: nothing of it is guessed. */
export type LinkProblem = 'cut' | 'newer';

/** An age X25519 identity in Bech32 (BIP 173): 52 characters of data and 6 of checksum, which notices one wrong letter. */
const KEY = /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/;

function isIdentity(text: string): boolean {
  return KEY.test(text) && bech32.decodeUnsafe(text, text.length) !== undefined;
}

/** Whether a fragment is a share's link, or the page that opens one: mail programs escape its slashes too. */
export function isReceiveFragment(fragment: string): boolean {
  return /^#?(?:\/|%(?:25)*2f)receive\b/i.test(fragment);
}

/** What a link is made of: what its carrier does not need is left out. */
type LinkParts = Pick<ShareLink, 'carrier' | 'key'> & Partial<ShareLink>;

/** @param base the address at which Satchel is served, without a fragment */
export function writeLink(base: string, { carrier, key, bytes, data, url, meeting }: LinkParts): string {
  const parts = [`#/receive/${carrier}`, `v=${LINK_VERSION}`];
  if (typeof bytes === 'number' && !data) parts.push(`n=${bytes}`);
  parts.push(key ? `key=${key}` : 'pass=1');
  if (url) parts.push(`u=${textToBase64Url(url)}`);
  if (meeting) {
    if (meeting.servers.length > 0) parts.push(`s=${textToBase64Url(meeting.servers.join('\n'))}`);
    parts.push(`r=${meeting.room}`);
    if (meeting.offer) parts.push(`o=${meeting.offer}`);
  }
  if (data) parts.push(`data=${data}`);
  return base.replace(/#.*$/, '') + parts.join('&');
}

/**
 * Reads a link's fragment. Mail programs wrap links, escape them again, put a full stop behind them and write "=" as
 * "=3D": what can be told from the rest is taken away; what is missing cannot be had back.
 * @returns undefined where it is no link of a share at all
 */
export function readLink(fragment: string): ShareLink | LinkProblem | undefined {
  const text = unescaped(fragment);
  const [, carrier = '', rest = ''] = /#?\/receive\/([a-z0-9]+)(.*)$/s.exec(text) ?? [];
  if (!carrier) return undefined;
  const fields = new Map<string, string>();
  for (const part of rest.split('&')) {
    const at = part.indexOf('=');
    if (at > 0) fields.set(part.slice(0, at).toLowerCase(), part.slice(at + 1));
  }
  const version = fields.get('v') ?? '';
  if (!/^\d{1,6}$/.test(version)) return 'cut';
  if (Number(version) > LINK_VERSION) return 'newer';
  if (carrier !== 'file' && carrier !== 'data' && carrier !== 'url' && carrier !== 'live') return 'newer';
  const key = fields.has('key') ? (fields.get('key') ?? '').toUpperCase() : null;
  // A link without a key says that there is none: else a cut one would ask for a passphrase that nobody has.
  if (key === null ? fields.get('pass') !== '1' : !isIdentity(key)) return 'cut';
  const size = fields.get('n');
  if (size !== undefined && !/^\d{1,15}$/.test(size)) return 'cut';
  const data = fields.get('data') ?? null;
  if (carrier === 'data' && !(data && /^[A-Za-z0-9_-]{100,}$/.test(data))) return 'cut';
  const url = carrier === 'url' ? addressOf(fields.get('u')) : null;
  if (carrier === 'url' && !url) return 'cut';
  const meeting = carrier === 'live' ? meetingOf(fields) : null;
  if (carrier === 'live' && !(meeting && size)) return 'cut';
  const held = carrier === 'data' ? data : null;
  return { carrier, key, bytes: size === undefined ? null : Number(size), data: held, url, meeting };
}

/** An address that a worker may fetch: https, or this device. */
function addressOf(text: string | undefined): string | null {
  try {
    const url = new URL(textFromBase64Url(text ?? ''));
    const local = url.protocol === 'http:' && LOCAL.test(url.hostname);
    return url.protocol === 'https:' || local ? url.href : null;
  } catch {
    return null;
  }
}

const LOCAL = /^(?:localhost|127\.0\.0\.1)$/;
const MOST_SERVERS = 8;

/** Whether it is a relay that two browsers can meet at: `wss:`, or `ws:` on this device. */
export function isRelay(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === 'wss:' || (url.protocol === 'ws:' && LOCAL.test(url.hostname));
  } catch {
    return false;
  }
}

/** RFC 7064, §3.1: a server that tells a browser its own address. */
export const isStun = (text: string): boolean =>
  /^stuns?:[\w.-]+(?::\d{1,5})?$|^stuns?:\[[\da-f:]+\](?::\d{1,5})?$/i.test(text);

function meetingOf(fields: ReadonlyMap<string, string>): Meeting | null {
  const room = fields.get('r') ?? '';
  const offer = fields.get('o') ?? null;
  const listed = fields.get('s');
  if (!/^[A-Za-z0-9_-]{22}$/.test(room)) return null;
  try {
    const servers = listed === undefined ? [] : textFromBase64Url(listed).split('\n');
    const good = servers.length <= MOST_SERVERS && servers.every((server) => isRelay(server) || isStun(server));
    const reachable = offer === null ? servers.some(isRelay) : /^[A-Za-z0-9_-]{20,8000}$/.test(offer);
    return good && reachable ? { room, servers, offer } : null;
  } catch {
    return null;
  }
}

function unescaped(fragment: string): string {
  let text = fragment;
  // Escaped once by the browser, again by a mail program, again by a gateway.
  for (let i = 0; i < 4 && /%[0-9a-f]{2}/i.test(text); i++) {
    text = text.replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  const joined = text
    .replace(/=\r?\n/g, '')
    .replace(/\s+/g, '')
    .replace(/=3D/gi, '=')
    .replace(/&amp;/g, '&');
  let end = joined.length;
  for (let before = 0; end > 0 && end !== before; ) {
    before = end;
    if (AROUND.includes(joined[end - 1] ?? ' ')) end--;
    else if (joined.endsWith('=20', end)) end -= 3;
  }
  return joined.slice(0, end);
}

/** What sentences and brackets leave behind a link. */
const AROUND = '.,;:!?>)]}\'"»”’';

const textToBase64Url = (text: string) => toBase64Url(new TextEncoder().encode(text));

/** @throws TypeError, DOMException where it is no text in base64url */
const textFromBase64Url = (text: string) => new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(text));
