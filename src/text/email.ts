import type { Address } from './addresses';
import { toBase64 } from './base64';

export interface Message {
  from: Address | null;
  to: readonly Address[];
  subject: string;
  text: string;
}

/** Over this, programs and systems cut `mailto:` addresses off. */
export const MOST_MAILTO = 1600;
/** Mail servers refuse larger messages; base64 adds a third. */
export const MOST_ATTACHED = 15_000_000;

/** RFC 6068: addresses by commas, all else percent-encoded, line ends as %0D%0A. */
export function mailto({ to, subject, text }: Message): string {
  const addresses = to.map(({ email }) => email.split('@').map(encodeURIComponent).join('@')).join(',');
  const body = encodeURIComponent(text.replace(/\r?\n/g, '\r\n'));
  return `mailto:${addresses}?subject=${encodeURIComponent(oneLine(subject))}&body=${body}`;
}

const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();

export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/**
 * A draft as mail programs open it: RFC 5322 with `X-Unsent: 1` (Outlook's word for a draft), text in UTF-8, attachments as
 * RFC 2045 and 2231 have them. Every line ends with CRLF and none is longer than 998 bytes.
 */
export function eml({ from, to, subject, text }: Message, attachments: readonly Attachment[], boundary: string): Blob {
  const head = [
    'X-Unsent: 1',
    ...(from ? [`From: ${header(from)}`] : []),
    `To: ${to.map(header).join(',\r\n ')}`,
    `Subject: ${encoded(oneLine(subject))}`,
    'MIME-Version: 1.0',
  ];
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    lines(toBase64(new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n')))),
  ];
  if (attachments.length === 0) return new Blob([[...head, ...body, ''].join('\r\n')], { type: 'message/rfc822' });
  const parts: BlobPart[] = [
    [...head, `Content-Type: multipart/mixed; boundary="${boundary}"`, '', `--${boundary}`, ...body, ''].join('\r\n'),
  ];
  for (const { name, type, bytes } of attachments) {
    const safeType = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
    parts.push(
      [
        `--${boundary}`,
        `Content-Type: ${safeType}`,
        'Content-Transfer-Encoding: base64',
        `Content-Disposition: attachment;\r\n filename*=utf-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`,
        '',
        '',
      ].join('\r\n'),
      lines(toBase64(bytes)),
      '\r\n',
    );
  }
  parts.push(`--${boundary}--\r\n`);
  return new Blob(parts, { type: 'message/rfc822' });
}

const percent = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** An address in a header; a domain in other scripts stays as it is (RFC 6532). */
function header({ name, email }: Address): string {
  const clean = oneLine(email).replace(/[<>,;\s]/g, '');
  return name === '' ? clean : `${encoded(oneLine(name), true)} <${clean}>`;
}

const lines = (text: string) => text.replace(/.{76}(?=.)/g, '$&\r\n');

/** RFC 2047: encoded words of at most 75 characters, cut between characters. */
function encoded(text: string, isPhrase = false): string {
  const plain = isPhrase ? /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*$/ : /^[\x20-\x7e]*$/;
  if (plain.test(text) && text.length < 60 && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const char of text) {
    if (new TextEncoder().encode(word + char).length > 42) {
      words.push(word);
      word = '';
    }
    word += char;
  }
  words.push(word);
  return words.map((each) => `=?utf-8?B?${toBase64(new TextEncoder().encode(each))}?=`).join('\r\n ');
}
