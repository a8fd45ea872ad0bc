import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNamer, deliveredName, middleEllipsis, safeName, splitExtension, utf8Length } from './naming';

describe('safeName', () => {
  test.each([
    ['photo.jpg', 'photo.jpg'],
    ['../../etc/passwd.jpg', '.._.._etc_passwd.jpg'],
    ['..\\..\\Windows\\win.ini.jpg', '.._.._Windows_win.ini.jpg'],
    ['C:\\Users\\x.jpg', 'C__Users_x.jpg'],
    ['a\u0000b.jpg', 'a_b.jpg'],
    ['line\nbreak.jpg', 'line_break.jpg'],
    ['..', 'file'],
    ['', 'file'],
    ['trailing-dot.jpg.', 'trailing-dot.jpg'],
    ['trailing-space.jpg ', 'trailing-space.jpg'],
    ['nul', '_nul'],
    ['CON.jpg', '_CON.jpg'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['console.jpg', 'console.jpg'],
    ['holiday_\u202egpj.exe', 'holiday_gpj.exe'],
    ['\u200bzero\u200dwidth.jpg', 'zerowidth.jpg'],
    ['👩‍👧.jpg', '👩‍👧.jpg'],
    ['👩🏽\u200d🚀.jpg', '👩🏽\u200d🚀.jpg'],
    ['می\u200cخواهم.jpg', 'می\u200cخواهم.jpg'],
    ['کتاب\u200cها 2.jpg', 'کتاب\u200cها 2.jpg'],
    ['क्\u200dष.jpg', 'क्\u200dष.jpg'],
    ['ශ්\u200dරී ලංකා.jpg', 'ශ්\u200dරී ලංකා.jpg'],
    ['ಫೋನ್\u200c.jpg', 'ಫೋನ್\u200c.jpg'],
    ['അവന്\u200d.jpg', 'അവന്\u200d.jpg'],
    ['می\u200c\u200cخواهم\u200c.jpg', 'می\u200cخواهم.jpg'],
    ['می\u202eخواهم.jpg', 'میخواهم.jpg'],
    ['private\ue000use.jpg', 'private\ue000use.jpg'],
    ['\ud800lone.jpg', '\ufffdlone.jpg'],
    ['cafe\u0301.jpg', 'caf\u00e9.jpg'],
    ['.hidden.jpg', '.hidden.jpg'],
    ['.DS_Store', '.DS_Store'],
    ['写真 (1).jpg', '写真 (1).jpg'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeName(name)).toBe(expected);
  });

  test('shortens to 255 bytes and keeps the extension and whole characters', () => {
    const name = safeName(`${'é'.repeat(300)}.jpeg`);
    expect(utf8Length(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^é+\.jpeg$/);
    const family = safeName(`${'👩‍👧'.repeat(100)}.png`);
    expect(family).toMatch(/^(?:👩‍👧)+\.png$/u);
  });

  test('any string becomes a name that every system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeName(name);
        expect(safe.length).toBeGreaterThan(0);
        expect(utf8Length(safe)).toBeLessThanOrEqual(255);
        expect(safe).not.toMatch(/[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(safe).not.toMatch(/[. ]$/);
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      }),
    );
  });

  const names = new URL('../../../shared/corpus/hostile/names.json', import.meta.url);
  test.skipIf(!existsSync(names))('the corpus of hostile names comes out safe and unique', () => {
    const corpus = JSON.parse(readFileSync(names, 'utf8')) as { names: { name: string }[] };
    const nameFor = createNamer();
    const given = corpus.names.map(({ name }) => nameFor(name));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
  });
});

describe('createNamer', () => {
  test('numbers equal names, whatever their case and form', () => {
    const nameFor = createNamer();
    const given = ['photo.jpg', 'photo.jpg', 'PHOTO.JPG', 'photo (2).jpg', 'cafe\u0301', 'café'].map(nameFor);
    expect(given).toEqual(['photo.jpg', 'photo (2).jpg', 'PHOTO (3).JPG', 'photo (2) (2).jpg', 'café', 'café (2)']);
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(6);
  });

  test('figures after a dot are no extension', () => {
    const nameFor = createNamer();
    expect(['scan.2024.05', 'scan.2024.05', 'St. Ives', 'St. Ives', 'a.mp4', 'a.mp4'].map(nameFor)).toEqual([
      'scan.2024.05',
      'scan.2024.05 (2)',
      'St. Ives',
      'St. Ives (2)',
      'a.mp4',
      'a (2).mp4',
    ]);
  });

  test('whatever comes, no two are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a.jpg', 'A.jpg', 'a (2).jpg', 'b', 'a.jpg '), { maxLength: 40 }),
        (names) => {
          const nameFor = createNamer();
          const given = names.map((name) => nameFor(name).toLowerCase());
          expect(new Set(given).size).toBe(given.length);
        },
      ),
    );
  });

  test('a hundred thousand equal names do not take for ever', () => {
    const nameFor = createNamer();
    let last = '';
    for (let i = 0; i < 100_000; i++) last = nameFor('photo.jpg');
    expect(last).toBe('photo (100000).jpg');
  });
});

test.each([
  ['photo.jpg', 'webp', 'photo.webp'],
  ['archive.tar.gz', 'jpg', 'archive.tar.gz.jpg'],
  ['scan.2024.05', 'jpg', 'scan.2024.05.jpg'],
  ['scan.2024.05.tiff', 'jpg', 'scan.2024.05.jpg'],
  ['St. Ives', 'jpg', 'St. Ives.jpg'],
  ['J.R.R', 'jpg', 'J.R.R.jpg'],
  ['IMG_1.JPEG', 'webp', 'IMG_1.webp'],
  ['really-a-png.jpg', 'webp', 'really-a-png.webp'],
  ['no extension', 'jpg', 'no extension.jpg'],
  ['.hidden', 'jpg', '.hidden.jpg'],
])('a rendition of %j as %j is called %j', (name, extension, expected) => {
  expect(deliveredName(name, extension)).toBe(expected);
});

test('splitExtension leaves a sentence alone', () => {
  expect(splitExtension('Mr. Somebody at the seaside')).toEqual({ stem: 'Mr. Somebody at the seaside', extension: '' });
});

test('middleEllipsis keeps the beginning and the extension', () => {
  expect(middleEllipsis('DSC_0000000000000412.jpg', 16)).toBe('DSC_000…0412.jpg');
  expect(middleEllipsis('short.jpg', 16)).toBe('short.jpg');
});
