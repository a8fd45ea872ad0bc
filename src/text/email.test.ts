import { describe, expect, test } from 'vitest';
import { eml, type Message, mailto } from './email';

const JANE = { name: '', email: 'jane@example.org' };
const ROE = { name: 'Roe, Rick', email: 'rick@example.org' };
const message = (over: Partial<Message> = {}): Message => ({
  from: null,
  to: [JANE],
  subject: 'Two',
  text: 'Hi',
  ...over,
});
const head = async (over: Partial<Message>) => (await eml(message(over), [], 'b').text()).split('\r\nMIME-Version')[0];
const decoded = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

describe('mailto:', () => {
  test('addresses by commas, the rest escaped, line ends as CRLF, no line end in the subject', () => {
    const email = 'a&b+c@example.org';
    expect(mailto(message({ to: [JANE, { name: 'A', email }], subject: ' x\r\ny ', text: 'a\nb\r\nc & d' }))).toBe(
      'mailto:jane@example.org,a%26b%2Bc@example.org?subject=x%20y&body=a%0D%0Ab%0D%0Ac%20%26%20d',
    );
  });
});

describe('a draft', () => {
  test('without attachments, byte for byte', async () => {
    const blob = eml(
      message({ from: { name: 'Ann', email: 'ann@example.org' }, to: [JANE, ROE], text: 'a\nb' }),
      [],
      'b',
    );
    expect(blob.type).toBe('message/rfc822');
    const rick = Buffer.from('Roe, Rick').toString('base64');
    expect(await blob.text()).toBe(
      `X-Unsent: 1\r\nFrom: Ann <ann@example.org>\r\nTo: jane@example.org,\r\n =?utf-8?B?${rick}?= <rick@example.org>\r\n` +
        'Subject: Two\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n' +
        'Content-Transfer-Encoding: base64\r\n\r\nYQ0KYg==\r\n',
    );
  });

  test('with attachments: names escaped (RFC 2231), no type that could begin a header', async () => {
    const parts = [
      { name: "a 'b' (1)*.png", type: 'image/png', bytes: Uint8Array.of(1, 2, 3) },
      { name: 'c', type: 'text/x\r\nBcc: a@b.de', bytes: Uint8Array.of(4) },
    ];
    const blob = eml(message(), parts, 'b');
    expect(blob.type).toBe('message/rfc822');
    expect(await blob.text()).toBe(
      'X-Unsent: 1\r\nTo: jane@example.org\r\nSubject: Two\r\nMIME-Version: 1.0\r\n' +
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n' +
        'Content-Transfer-Encoding: base64\r\n\r\nSGk=\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n' +
        "Content-Disposition: attachment;\r\n filename*=utf-8''a%20%27b%27%20%281%29%2A.png\r\n\r\nAQID\r\n--b\r\n" +
        'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n' +
        "Content-Disposition: attachment;\r\n filename*=utf-8''c\r\n\r\nBA==\r\n--b--\r\n",
    );
  });

  test.each([57, 58])('base64 is cut after 76 characters, not before the end: %i bytes', async (bytes) => {
    const body = (await eml(message({ text: 'x'.repeat(bytes) }), [], 'b').text()).split('\r\n\r\n')[1] ?? '';
    expect(body.split('\r\n').map(({ length }) => length)).toEqual(bytes === 57 ? [76, 0] : [76, 4, 0]);
  });

  test('a subject stays plain under 60 characters, unless it looks encoded', async () => {
    expect(await head({ subject: 'x'.repeat(59) })).toContain(`Subject: ${'x'.repeat(59)}`);
    expect(await head({ subject: 'x'.repeat(60) })).toContain('Subject: =?utf-8?B?');
    expect(await head({ subject: 'a =?b' })).toContain('Subject: =?utf-8?B?');
    expect(await head({ subject: 'a, "b" ~' })).toContain('Subject: a, "b" ~');
  });

  test('encoded words are as long as 75 characters allow and cut between characters', async () => {
    for (const char of ['x', 'ü', '😀']) {
      const subject = char.repeat(90);
      const words = (await head({ subject }))?.split('Subject: ')[1]?.split('\r\n ') ?? [];
      expect(words.every((word) => word.length <= 75)).toBe(true);
      const texts = words.map((word) => decoded(word.slice(10, -2)));
      expect(texts.join('')).toBe(subject);
      expect(Buffer.byteLength(texts[0] ?? '')).toBe(char === '😀' ? 40 : 42);
    }
  });

  test('an address cannot leave its brackets', async () => {
    const to = [{ name: 'A', email: 'a>,;<b @example.org' }];
    expect(await head({ to })).toContain('To: A <ab@example.org>');
  });
});
