import { expect, test } from 'vitest';
import { parseAddresses } from './addresses';

const LABEL = 'd'.repeat(63);
const reason = (email: string) => parseAddresses(email).wrong[0]?.reason;

test.each<[string, string, string | undefined]>([
  ['64 bytes before the @', `${'a'.repeat(64)}@example.org`, undefined],
  ['65 bytes before the @', `${'a'.repeat(65)}@example.org`, 'more than 64 bytes stand before the “@”'],
  ['64 bytes of two each', `${'ü'.repeat(32)}@example.org`, undefined],
  ['66 bytes of two each', `${'ü'.repeat(33)}@example.org`, 'more than 64 bytes stand before the “@”'],
  ['a label of 63', `a@${LABEL}.org`, undefined],
  ['a label of 64', `a@${LABEL}d.org`, 'a part behind the “@” is too long'],
  ['254 bytes', `a@${LABEL}.${LABEL}.${LABEL}.${'d'.repeat(56)}.org`, undefined],
  ['255 bytes', `a@${LABEL}.${LABEL}.${LABEL}.${'d'.repeat(57)}.org`, 'it is longer than 254 bytes'],
  ['an ending of two letters', 'a@example.de', undefined],
  ['an ending of one letter', 'a@example.d', '“d” is no ending of an address'],
])('%s (RFC 5321, §4.5.3.1)', (_name, email, said) => {
  expect(reason(email)).toBe(said);
});
