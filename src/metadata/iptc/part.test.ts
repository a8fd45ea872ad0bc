import { describe, expect, test } from 'vitest';
import { type RawDataset, readIim } from './iim';
import { iptcRecords, iptcWords, withIptc } from './part';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (datasets: readonly RawDataset[], id: number) =>
  datasets.filter((each) => each.id === id).map(({ bytes }) => new TextDecoder().decode(bytes));
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const [CHARSET, VERSION, KEYWORDS, DATE, TIME, BYLINE, CITY, CAPTION] = [
  ...[0x15a, 0x200, 0x219, 0x237, 0x23c, 0x250, 0x25a, 0x278],
] as [number, number, number, number, number, number, number, number];
const UTF8 = { id: CHARSET, bytes: Uint8Array.of(0x1b, 0x25, 0x47) };

describe('what a property says', () => {
  test('takes the place of what was there', () => {
    const before = [UTF8, { id: CITY, bytes: bytesOf('Old') }, { id: BYLINE, bytes: bytesOf('Ada') }];
    const after = withIptc(before, 'City', 'New');
    expect(textOf(after, CITY)).toEqual(['New']);
    expect(textOf(after, BYLINE)).toEqual(['Ada']);
    expect(textOf(withIptc(after, 'City', null), CITY)).toEqual([]);
    expect(iptcWords(after, 'City')).toEqual(['New']);
  });

  test('is joined where its dataset may not be repeated, and repeated where it may', () => {
    expect(textOf(withIptc([], 'City', ['Paris', 'Rome']), CITY)).toEqual(['Paris; Rome']);
    expect(textOf(withIptc([], 'Keywords', ['sea', 'boat']), KEYWORDS)).toEqual(['sea', 'boat']);
    expect(textOf(withIptc([], 'City', []), CITY)).toEqual([]);
  });

  test('that is too long is cut between letters', () => {
    // 32,767 bytes at most: an odd number, and each letter has two.
    for (const before of ['', 'a']) {
      const [text = ''] = textOf(withIptc([], 'Caption-Abstract', before + 'é'.repeat(20_000)), CAPTION);
      expect(text).toBe(before + 'é'.repeat(16_383));
    }
  });

  test('of a name that nobody knows changes nothing', () => {
    const before = [{ id: CITY, bytes: latin1('Zürich') }];
    expect(withIptc(before, 'Nonsense', 'x')).toEqual(before);
  });
});

describe('a date', () => {
  test.each([
    ['2024-05-17', ['20240517'], []],
    ['2024-05', ['20240500'], []],
    ['2024', ['20240000'], []],
    ['2024-05-17T09:41', ['20240517'], ['094100+0000']],
    ['2024-05-17T09:41:12', ['20240517'], ['094112+0000']],
    ['2024-05-17T09:41:12Z', ['20240517'], ['094112+0000']],
    ['2024-05-17T09:41:12-03:30', ['20240517'], ['094112-0330']],
    ['in May', [], []],
  ])('%s stands apart from its time', (text, date, time) => {
    const after = withIptc([], 'DateCreated', text);
    expect([textOf(after, DATE), textOf(after, TIME)]).toEqual([date, time]);
  });

  test('that goes takes its time along', () => {
    const before = withIptc([], 'DateCreated', '2024-05-17T09:41:12');
    for (const value of [null, '2023-01-02']) {
      expect(textOf(withIptc(before, 'DateCreated', value), TIME)).toEqual([]);
    }
  });
});

describe('characters', () => {
  test('text that stays is in UTF-8 from then on, and that is said once', () => {
    const before = [
      { id: CITY, bytes: latin1('Zürich') },
      { id: CHARSET, bytes: bytesOf('nonsense') },
    ];
    const after = withIptc(before, 'By-line', 'Ada');
    expect(textOf(after, CITY)).toEqual(['Zürich']);
    expect(after.filter(({ id }) => id === CHARSET)).toEqual([UTF8]);
  });

  test('what says that it is UTF-8 and is not, is made so', () => {
    const after = withIptc([UTF8, { id: CITY, bytes: latin1('Zürich') }], 'By-line', 'Ada');
    expect(textOf(after, CITY)).toEqual(['Zürich']);
  });
});

describe('records', () => {
  test('that say nothing are not there', () => {
    expect(iptcRecords([])).toBeNull();
    expect(iptcRecords([UTF8, { id: VERSION, bytes: Uint8Array.of(0, 4) }])).toBeNull();
  });

  test('have their version, and stand in their order; what is repeated keeps its own', () => {
    const made = iptcRecords([
      { id: CAPTION, bytes: bytesOf('c') },
      { id: KEYWORDS, bytes: bytesOf('b') },
      UTF8,
      { id: KEYWORDS, bytes: bytesOf('a') },
    ]);
    const read = readIim(made ?? new Uint8Array()) ?? [];
    expect(read.map(({ id }) => id)).toEqual([CHARSET, VERSION, KEYWORDS, KEYWORDS, CAPTION]);
    expect([...(read[1]?.bytes ?? [])]).toEqual([0, 4]);
    expect(textOf(read, KEYWORDS)).toEqual(['b', 'a']);
  });

  test('keep a version that was there', () => {
    const made = iptcRecords([
      { id: CITY, bytes: bytesOf('x') },
      { id: VERSION, bytes: Uint8Array.of(0, 2) },
    ]);
    expect(readIim(made ?? new Uint8Array())?.filter(({ id }) => id === VERSION)).toEqual([
      { id: VERSION, bytes: Uint8Array.of(0, 2) },
    ]);
  });
});
