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
  ['DSC01273.jpg', '1273'],
  ['DSC01273.jpg', '01273'],
  ['DSC01273.jpg', 'dsc1273'],
  ['DSC01273.jpg', 'dsc01273.jpg'],
  ['DSC01273.jpg', 'DSC 1273'],
  ['IMG_4711.jpg', '4711'],
  ['IMG20240517.jpg', '20240517'],
  ['P1080042a.jpg', '1080042'],
  ['0007.jpg', '7'],
  ['می\u200cخواهم.jpg', 'میخواهم'],
  ['میخواهم.jpg', 'می\u200cخواهم'],
])('"%s" is found by "%s"', (text, query) => {
  expect(finds(text, query)).toBe(true);
});

test.each([
  ['red phone box', 'hone'],
  ['red phone box', 'red blue'],
  ['DSC01273.jpg', '273'],
  ['DSC01273.jpg', '001273'],
  ['東京の夜景', '京都'],
])('"%s" is not found by "%s"', (text, query) => {
  expect(finds(text, query)).toBe(false);
});

test('a long text of many scripts costs no more than its length', () => {
  const text = 'a中'.repeat(300_000);
  expect(wordsOf(text).length).toBe(600_000);
  expect(queryWords(text).length).toBe(600_000);
});

test('folding does not join words', () => {
  expect(fold('Ça VA')).toBe('ca va');
});
