import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../domain/errors';
import { DECLARATION, parseInfo, parseManifest, printInfo, printManifest, requireBag } from './tags';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const thrown = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

describe('manifests', () => {
  test('are as sha256sum writes them, in the order of paths', () => {
    const files = new Map([
      ['data/b.jpg', B],
      ['data/a b.jpg', A],
    ]);
    expect(printManifest(files)).toBe(`${A}  data/a b.jpg\n${B}  data/b.jpg\n`);
  });

  test.each([
    ['two blanks', `${A}  data/x y.jpg\n`, 'data/x y.jpg'],
    ['binary mode', `${A} *data/x.jpg\n`, 'data/x.jpg'],
    ['a tab', `${A}\tdata/x.jpg`, 'data/x.jpg'],
    ['Windows', `${A.toUpperCase()}  data/x.jpg\r\n`, 'data/x.jpg'],
    ['a mark', `\ufeff${A}  ./data/x.jpg\n`, 'data/x.jpg'],
    ['per cent signs', `${A}  data/100%25%0A.jpg\n`, 'data/100%\n.jpg'],
    ['other escapes', `${A}  data/%41.jpg\n`, 'data/%41.jpg'],
  ])('of other programs are read: %s', (_, text, path) => {
    expect([...parseManifest(text)]).toEqual([[path, A]]);
  });

  test.each([
    `${A}  ../x.jpg\n`,
    `${A}  data/../../x.jpg\n`,
    `${A}  /etc/passwd\n`,
    `${A}  data\\..\\x\n`,
    'abc  data/x.jpg\n',
    `${A}\n`,
  ])('what leads out of the bag, or is no line, is refused: %j', (text) => {
    expect(thrown(() => parseManifest(text))).toBe('backup-broken');
  });

  test('what was printed is read again', () => {
    const name = fc.stringMatching(/^[a-z][a-z .()'&é]{0,20}$/).map((part) => `data/${part}x`);
    const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(fc.dictionary(name, hash), (files) => {
        const map = new Map(Object.entries(files));
        expect(new Map(parseManifest(printManifest(map)))).toEqual(map);
      }),
    );
  });
});

test('a bag says that it is one, of a version that is known', () => {
  expect(thrown(() => requireBag(DECLARATION))).toBeUndefined();
  expect(thrown(() => requireBag('BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n'))).toBeUndefined();
  expect(thrown(() => requireBag('BagIt-Version: 2.0\n'))).toBe('backup-newer');
  expect(thrown(() => requireBag('A letter\n'))).toBe('backup-none');
});

test('labels and values: folded lines are joined, none of ours breaks a line', () => {
  expect(parseInfo('Source-Organization: A\n  long   name\nBag-Count: 1 of 2\r\n\nnothing\n')).toEqual({
    'Source-Organization': 'A long   name',
    'Bag-Count': '1 of 2',
  });
  expect(printInfo({ Name: 'two\nlines ' })).toBe('Name: two lines\n');
});
