import { expect, test } from 'vitest';
import { fold, queryWords, wordsOf } from './words';

const finds = (text: string, query: string) => {
  const words = wordsOf(text);
  return queryWords(query).every((wanted) => words.some((word) => word.startsWith(wanted)));
};

test.each([
  ['Straße in Łódź', 'strasse lodz'],
  ['Ångström café', 'ANGSTROM Cafe'],
  ['ＦＵＬＬ ｗｉｄｔｈ', 'full width'],
  ['red phone box', 'pho re'],
  ['DSC_0042.jpg', '0042'],
  ['DSC_0042.jpg', 'dsc jp'],
  ['東京の夜景', '東京'],
  ['東京の夜景', '夜景'],
  ['東京の夜景', '景'],
  ['東京の夜景', '京の夜'],
  ['สวัสดีครับ', 'ดี'],
  ['Москва', 'моск'],
  ['iPhone写真2024', '写真 2024 iph'],
])('"%s" is found by "%s"', (text, query) => {
  expect(finds(text, query)).toBe(true);
});

test.each([
  ['red phone box', 'hone'],
  ['red phone box', 'red blue'],
  ['東京の夜景', '京都'],
])('"%s" is not found by "%s"', (text, query) => {
  expect(finds(text, query)).toBe(false);
});

test('folding does not join words', () => {
  expect(fold('Ça VA')).toBe('ca va');
});
