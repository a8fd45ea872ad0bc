import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

test('what is written is read again, whatever it is', () => {
  const plain = fc.string({ unit: 'binary' }).filter((text) => text !== '');
  const odd = fc.stringMatching(/^['=+@\t -]{1,3}[a-z"; ]{0,3}$/).filter((text) => text !== '');
  const cell = fc.oneof(plain, odd);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(cells(writeCsv(rows))).toEqual(rows);
    }),
  );
});

test.each([
  [
    'a line that says what parts cells',
    '\uFEFFsep=;\r\na;b\r\n"1,2";x\r\n',
    [
      ['a', 'b'],
      ['1,2', 'x'],
    ],
  ],
  ['that line for a sign that nobody guesses', '"sep=|"\na|b', [['a', 'b']]],
  [
    'semicolons',
    'a;b\r\n1;"x;y"\r\n',
    [
      ['a', 'b'],
      ['1', 'x;y'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a byte order mark, and old line ends',
    '\uFEFFa,b\r1,2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['unequal rows and empty lines', 'a,b\n\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
  ['an unclosed quote', 'a,"b\nc', [['a', 'b\nc']]],
])('%s', (_name, text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test('formulas are made harmless, numbers are not touched', () => {
  expect(writeCsv([['=1+1', '@x', '-12', '-x']])).toBe("\uFEFF'=1+1,'@x,-12,'-x\r\n");
});

test('every row knows its line', () => {
  expect(readCsv('a,b\n"x\ny",1\nz,2').map((row) => row.line)).toEqual([1, 2, 4]);
  expect(readCsv('sep=,\na,b\n1,2').map((row) => row.line)).toEqual([2, 3]);
});
