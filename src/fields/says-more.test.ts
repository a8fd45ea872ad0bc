import { expect, test } from 'vitest';
import type { Saying } from './belief';
import { saysMore } from './says-more';
import { sourceOf } from './sources';

const says = (property: string, value: Saying['value']): Saying => ({ property, source: sourceOf(property), value });
const NAME = 'Maximiliane Alexandra von Hohen';

test.each<[string, string, string, string, string, boolean]>([
  ['accents that ASCII has not', 'exif:Artist', 'Zoe Angstrom', 'dc:creator', 'Zoë Ångström', true],
  ['letters that became ?', 'exif:Artist', 'Zo? ?ngstr?m', 'dc:creator', 'Zoë Ångström', true],
  ['a question that is one', 'exif:Artist', 'Who? Me', 'dc:creator', 'Whom Me', false],
  ['another length', 'exif:Artist', 'Z?e', 'dc:creator', 'Zoë Å', false],
  ['the same', 'exif:Artist', 'Zoe', 'dc:creator', 'Zoe', false],
  ['somebody else', 'exif:Artist', 'Ana', 'dc:creator', 'Zoë', false],
  ['cut off after 32 bytes', 'iptc:By-line', NAME, 'dc:creator', `${NAME}fels`, true],
  ['short of it', 'iptc:By-line', 'Maximiliane', 'dc:creator', 'Maximiliane Alexandra', false],
  ['cut, but another', 'iptc:By-line', NAME, 'dc:creator', 'Somebody else altogether', false],
  ['a letter of two bytes that had no room', 'iptc:City', 'a'.repeat(29), 'photoshop:City', `${'a'.repeat(29)}é`, true],
  ['with room for it', 'iptc:City', 'a'.repeat(28), 'photoshop:City', `${'a'.repeat(28)}é`, false],
  ['a caption of 2000', 'iptc:Caption-Abstract', 'a'.repeat(2000), 'dc:description', 'a'.repeat(2001), true],
  ['a caption of 300', 'iptc:Caption-Abstract', 'a'.repeat(300), 'dc:description', 'a'.repeat(301), false],
  ['XMP is never cut', 'dc:title', 'a'.repeat(64), 'iptc:ObjectName', 'a'.repeat(65), false],
])('%s: %s "%s" beside %s "%s": %s', (_what, property, short, other, long, expected) => {
  expect(saysMore(says(other, long), says(property, short))).toBe(expected);
});

test('of a list one item that is cut is enough', () => {
  const cut = says('iptc:Keywords', ['sea', 'k'.repeat(64)]);
  expect(saysMore(says('dc:subject', ['sea', `${'k'.repeat(64)}x`]), cut)).toBe(true);
});
