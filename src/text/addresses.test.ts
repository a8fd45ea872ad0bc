import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddresses, printAddress } from './addresses';

const parsed = (text: string) => {
  const { addresses, wrong } = parseAddresses(text);
  return [...addresses.map(({ name, email }) => `${name}|${email}`), ...wrong.map(({ reason }) => `no: ${reason}`)];
};

const JANE = 'jane@example.org';
const RICK = 'rick@example.org';

describe('as they are pasted', () => {
  test.each<[string, string, string[]]>([
    ['Outlook', `Doe, Jane <${JANE}>; Roe, Rick <${RICK}>`, [`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`]],
    ['Outlook, by commas', `Doe, Jane <${JANE}>, Roe, Rick <${RICK}>`, [`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`]],
    ['titles', `Doe, Jane, Dr. <${JANE}>; ${RICK}`, [`Doe, Jane, Dr.|${JANE}`, `|${RICK}`]],
    ['a department', `Doe, Jane (Sales, EU) <${JANE}>`, [`Doe, Jane (Sales, EU)|${JANE}`]],
    ['Outlook’s own quotation marks', `'${JANE}' <${JANE}>; '${RICK}'`, [`|${JANE}`, `|${RICK}`]],
    ['Outlook’s plain text', `Jane Doe [mailto:${JANE}]`, [`Jane Doe|${JANE}`]],
    ['Outlook’s links', `${JANE} <mailto:${JANE}>`, [`|${JANE}`]],
    ['Outlook’s list', `Doe, Jane (${JANE}); Roe, Rick (${RICK})`, [`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`]],
    ['Gmail', `Jane Doe <${JANE}>, "Roe, Rick" <${RICK}>,`, [`Jane Doe|${JANE}`, `Roe, Rick|${RICK}`]],
    [
      'curly quotation marks',
      `“Doe, Jane” <${JANE}>, ‘Roe, Rick’ <${RICK}>`,
      [`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`],
    ],
    [
      'German and French ones',
      `„Doe, Jane“ <${JANE}>, «Roe, Rick» <${RICK}>`,
      [`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`],
    ],
    ['curly ones around an address', `“${JANE}”; ‘${RICK}’`, [`|${JANE}`, `|${RICK}`]],
    ['an apostrophe', `O'Neil, Pat <${JANE}>, D’Arcy <${RICK}>`, [`O'Neil, Pat|${JANE}`, `D’Arcy|${RICK}`]],
    ['a mark that is never closed', `Jane "JD <${JANE}>\n${RICK}`, [`Jane "JD|${JANE}`, `|${RICK}`]],
    ['escaped marks', `"Jane \\"JD\\" Doe" <${JANE}>`, [`Jane "JD" Doe|${JANE}`]],
    ['a comment behind', `${JANE} (Jane Doe), ${RICK}`, [`Jane Doe|${JANE}`, `|${RICK}`]],
    [
      'a comment with a comma, and one within another',
      `${JANE} (Doe, Jane (EU)), ${RICK}`,
      [`Doe, Jane (EU)|${JANE}`, `|${RICK}`],
    ],
    ['comments within', `Jane <jane(home)@example.org>`, [`Jane|${JANE}`]],
    ['a group', `Team: ${JANE}, ${RICK};`, [`|${JANE}`, `|${RICK}`]],
    [
      'a group of names',
      `Team: Doe, Jane <${JANE}>, ${RICK}; x@example.org`,
      [`Doe, Jane|${JANE}`, `|${RICK}`, '|x@example.org'],
    ],
    ['an empty group', `undisclosed-recipients:;`, []],
    ['headers', `To: ${JANE}\nCc: Roe, Rick <${RICK}>`, [`|${JANE}`, `Roe, Rick|${RICK}`]],
    ['mailto', `mailto:${JANE}; MAILTO:a%2Bb@example.org?subject=hi`, [`|${JANE}`, '|a+b@example.org']],
    ['several of one mailto', `mailto:${JANE},${RICK}?subject=a,b`, [`|${JANE}`, `|${RICK}`, 'no: it has no “@”']],
    [
      'line ends, tabs, blanks',
      `${JANE}\r\n\t${RICK}\tx@example.org y@example.org`,
      [`|${JANE}`, `|${RICK}`, '|x@example.org', '|y@example.org'],
    ],
    ['nothing between', `Jane <${JANE}>Rick <${RICK}>`, [`Jane|${JANE}`, `Rick|${RICK}`]],
    ['full stops behind', `${JANE}., Rick <${RICK}>.`, [`|${JANE}`, `Rick|${RICK}`]],
    ['blanks that do not break', `Jane\u00a0Doe\u2009<\u00a0${JANE}\u00a0>`, [`Jane Doe|${JANE}`]],
    ['what nobody sees', `\ufeffja\u200bne@exam\u00adple.org\u200e,\u2066${RICK}\u2069`, [`|${JANE}`, `|${RICK}`]],
    ['a joiner in Latin letters', 'ja\u200dne@example.org', [`|${JANE}`]],
    ['twice, in other letters', `Jane <${JANE}>, JANE@EXAMPLE.ORG`, [`Jane|${JANE}`]],
    [
      'Chinese and Arabic commas',
      `${JANE}，${RICK}、x@example.org；y@example.org، z@example.org`,
      [`|${JANE}`, `|${RICK}`, '|x@example.org', '|y@example.org', '|z@example.org'],
    ],
    ['full-width', 'jane＠example。org', [`|${JANE}`]],
  ])('%s', (_what, text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  test.each([
    'संपर्क@डाटामेल.भारत',
    'คนใช้@ทดสอบ.ไทย',
    'कार्यालय@उदाहरण.भारत',
    'தொடர்பு@உதாரணம்.இந்தியா',
    'যোগাযোগ@উদাহরণ.বাংলা',
    'info@بريد.موقع',
    'تماس@می\u200cخواهم.ایران',
    'дмитрий@пример.рф',
    '用户@例子.公司',
    'info@l·l.cat',
    'δοκιμή@παράδειγμα.ελ',
    'x@xn--e1afmkfd.xn--p1ai',
  ])('in any script: %s', (email) => {
    expect(parsed(`Name <${email}>; ${email}`)).toEqual([`Name|${email}`]);
    expect(parsed(email)).toEqual([`|${email.normalize('NFC')}`]);
  });

  test('decomposed letters are composed', () => {
    expect(parsed('zoe\u0308@example.org')).toEqual(['|zo\u00eb@example.org']);
  });
});

test.each([
  ['nobody', 'it has no “@”'],
  ['a b@example.org', 'a blank cannot stand in an address'],
  ['a@b@example.org', 'it has more than one “@”'],
  ['a@exa_mple.org', '“_” cannot stand in an address'],
  ['ja"ne@example.org', '“"” cannot stand in an address'],
  ['a@exa mple.org', 'a blank cannot stand in an address'],
  ['a@example..org', 'it has “..”'],
  ['a@-x.org', 'a “-” stands at the beginning or end of a part behind the “@”'],
  ['a@example', 'it has no “.” behind the “@”'],
  ['@example.org', 'nothing stands before the “@”'],
  ['a@', 'nothing stands behind the “@”'],
  ['a@192.168.1.1', '“1” is no ending of an address'],
  ['a@[192.168.1.1]', '“[” cannot stand in an address'],
  ['a@x.org\u0000', 'U+0000 cannot stand in an address'],
  ['a@example.org%0D%0ABcc:x@example.org', '“%0D” cannot stand in an address'],
  ['Jane%0AX <a@example.org>', '“%0A” cannot stand in a name'],
  ['a@😀.org', '“😀” cannot stand in an address'],
  [`${'a'.repeat(65)}@x.org`, 'more than 64 bytes stand before the “@”'],
  [`a@${'x'.repeat(64)}.org`, 'a part behind the “@” is too long'],
])('%s is no address: %s', (text, reason) => {
  expect(parseAddresses(text)).toMatchObject({ addresses: [], wrong: [{ reason }] });
});

test('what is left out is named as it was pasted', () => {
  expect(parseAddresses(`Berlin, ${JANE}, a, b, c, d, e, Jane <${RICK}>`)).toEqual({
    addresses: [
      { name: '', email: JANE },
      { name: 'c, d, e, Jane', email: RICK },
    ],
    wrong: ['Berlin', 'a', 'b'].map((text) => ({ text, reason: 'it has no “@”' })),
  });
});

test('what is printed is read again, whatever the name', () => {
  const name = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) =>
      text
        .replace(/[\u0000-\u001f\u007f]/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => !/%0[ad]/i.test(text) && text !== JANE);
  fc.assert(
    fc.property(name, fc.constantFrom(', ', '; ', '\n'), (name, between) => {
      const printed = [printAddress({ name, email: JANE }), RICK].join(between);
      const clean = printAddress({ name, email: JANE });
      const [read, other] = parseAddresses(printed).addresses;
      expect(other?.email).toBe(RICK);
      expect(read && printAddress(read)).toBe(parseAddresses(clean).addresses.map(printAddress)[0]);
    }),
    { numRuns: 2000 },
  );
  for (const name of ['Doe, Jane', 'a "b" c', 'a\\b', "'x'", '“x”', '(x)', 'Team: x', 'a <b', 'x@y', '[x]', '"'])
    expect(parseAddresses(printAddress({ name, email: JANE })).addresses).toEqual([{ name, email: JANE }]);
});

test('a hostile paste does not take for ever', () => {
  for (const text of ['('.repeat(5000), '"'.repeat(5000), '<'.repeat(5000), 'a, '.repeat(5000), 'a:'.repeat(5000)])
    expect(parseAddresses(text).addresses).toEqual([]);
});

const CASES = join(import.meta.dirname, '../../../shared/cases/addresses/paste-these.txt');
test.skipIf(!existsSync(CASES))('cases of other people', () => {
  const [outlook = '', hindi = '', comment = ''] = readFileSync(CASES, 'utf8').trim().split('\n');
  expect(parsed(outlook)).toEqual([`Doe, Jane|${JANE}`, `Roe, Rick|${RICK}`]);
  expect(parsed(hindi)).toEqual([`|${hindi}`]);
  expect(parsed(comment)).toEqual([`Jane Doe|${JANE}`, `|${RICK}`]);
});
