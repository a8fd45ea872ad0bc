import { describe, expect, test } from 'vitest';
import { AppError } from '../../domain/errors';
import { readCode, writeCode } from './code';
import { readMessage, writeMessage } from './messages';
import { receivePackage } from './receive';
import { sendPackage } from './send';
import { MESSAGE, WINDOW, type Wire } from './wire';

/** The other side says what the test says, one message after another, and falls silent or goes at the end. */
function scripted(says: (string | ArrayBuffer)[], atEnd: 'gone' | 'silent' = 'gone') {
  const sent: (string | Uint8Array)[] = [];
  const more: ((data: string) => void)[] = [];
  let rooms = 0;
  const wire: Wire = {
    send: (data) => void sent.push(data),
    room: () => {
      rooms++;
      return undefined;
    },
    next: async () => {
      const next = says.shift();
      if (next !== undefined) return next;
      if (atEnd === 'gone') throw new AppError('live-ended');
      return new Promise<string>((resolve) => more.push(resolve));
    },
    close: () => {},
  };
  const bytes = () => sent.reduce((sum, each) => sum + (typeof each === 'string' ? 0 : each.length), 0);
  return { wire, sent, bytes, rooms: () => rooms, say: (data: string) => more.shift()?.(data) };
}

const get = (from: number) => writeMessage({ type: 'get', from });
const have = (bytes: number) => writeMessage({ type: 'have', bytes });
const hello = (bytes: number) => writeMessage({ type: 'package', bytes });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const blob = (length: number) => new Blob([new Uint8Array(length)]);
const later = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('messages', () => {
  test.each([
    '{"type":"get","from":-1}',
    '{"type":"have","bytes":1.5}',
    '{"type":"package"}',
    '{"type":"x"}',
    'x',
    '1',
  ])('%s is none', (text) => {
    expect(() => readMessage(text)).toThrow(expect.objectContaining({ code: 'live-garbage' }));
  });

  test('bytes are no message', () => {
    expect(() => readMessage(new ArrayBuffer(4))).toThrow(expect.objectContaining({ code: 'live-garbage' }));
    expect(readMessage(get(0))).toEqual({ type: 'get', from: 0 });
  });
});

describe('codes', () => {
  const SDP = 'v=0\r\ns=-\r\n';

  test('one belongs to its offer, also where another is as long', async () => {
    const code = await writeCode(SDP, 'offer-a');
    expect(await readCode(code, 'offer-a')).toBe(SDP);
    await expect(readCode(code, 'offer-b')).rejects.toMatchObject({ code: 'live-code' });
  });

  test('what it holds is a description of a session', async () => {
    await expect(readCode(await writeCode('hello', ''), '')).rejects.toMatchObject({ code: 'live-code' });
  });

  test('none is longer than codes are', async () => {
    let noise = 'v=0\r\n';
    for (let i = 0; noise.length < 20_000; i++) noise += Math.sin(i).toString(36);
    const code = await writeCode(noise, '');
    expect(code.length).toBeGreaterThan(8000);
    await expect(readCode(code, '')).rejects.toMatchObject({ code: 'live-code' });
  });
});

describe('sending', () => {
  test('from the byte that is asked for, and over when the receiver has it all', async () => {
    const progress: number[] = [];
    const other = scripted([get(100_000), have(150_000), have(200_000)]);
    await sendPackage(other.wire, blob(200_000), (bytes) => progress.push(bytes));
    expect(other.sent[0]).toBe(hello(200_000));
    expect(other.bytes()).toBe(100_000);
    expect(progress).toEqual([100_000, 150_000, 200_000]);
    expect(other.rooms()).toBe(Math.ceil(100_000 / MESSAGE));
  });

  test('a receiver that has all asks for nothing', async () => {
    const other = scripted([get(5)]);
    await sendPackage(other.wire, blob(5), () => {});
    expect(other.bytes()).toBe(0);
  });

  test.each<[string, string[]]>([
    ['that asks for more than there is', [get(6)]],
    ['that does not ask', [have(5)]],
    ['that has less than it asked from', [get(3), have(2)]],
    ['that has less than before', [get(0), have(4), have(3)]],
    ['that has more than there is', [get(0), have(6)]],
    ['that says something else', [get(0), get(0)]],
  ])('a receiver %s is not understood', async (_what, says) => {
    expect(await codeOf(sendPackage(scripted(says).wire, blob(5), () => {}))).toBe('live-garbage');
  });

  test('a receiver that goes before it has all did not get it', async () => {
    expect(await codeOf(sendPackage(scripted([get(0), have(3)]).wire, blob(5), () => {}))).toBe('live-ended');
  });

  test('never further ahead than the window', async () => {
    const file = blob(WINDOW + 4 * 1024 * 1024);
    const other = scripted([get(0)], 'silent');
    const sending = sendPackage(other.wire, file, () => {});
    for (let before = -1; before < other.bytes(); await later()) before = other.bytes();
    expect(other.bytes()).toBeLessThanOrEqual(WINDOW + MESSAGE);
    expect(other.bytes()).toBeGreaterThanOrEqual(WINDOW);
    other.say(have(file.size / 2));
    for (let before = -1; before < other.bytes(); await later()) before = other.bytes();
    expect(other.bytes()).toBe(file.size);
    other.say(have(file.size));
    await sending;
  });

  test('a line that is full is waited for', async () => {
    const other = scripted([get(0), have(MESSAGE * 2)]);
    let letGo = () => {};
    const full = new Promise<void>((resolve) => (letGo = resolve));
    other.wire.room = () => full;
    const sending = sendPackage(other.wire, blob(MESSAGE * 2), () => {});
    await later();
    expect(other.bytes()).toBe(0);
    letGo();
    await sending;
    expect(other.bytes()).toBe(MESSAGE * 2);
  });
});

describe('receiving', () => {
  const receive = (other: ReturnType<typeof scripted>, bytes: number, from = 0) => {
    const kept: number[] = [];
    const write = async (_pieces: ArrayBuffer[], length: number) => void kept.push(length);
    const over = codeOf(receivePackage(other.wire, { bytes, from, write, onProgress: () => {} }));
    return over.then((code) => ({ code, kept: kept.reduce((sum, length) => sum + length, 0) }));
  };
  const piece = (length: number) => new ArrayBuffer(length);

  test('asks for what is missing, keeps it, and says so', async () => {
    const other = scripted([hello(10), piece(4), piece(3)]);
    expect(await receive(other, 10, 3)).toEqual({ code: 'done', kept: 7 });
    expect(other.sent).toEqual([get(3), have(10)]);
  });

  test.each<[string, (string | ArrayBuffer)[], string]>([
    ['another package', [hello(11), piece(10)], 'share-altered'],
    ['no greeting', [get(0)], 'live-garbage'],
    ['more than it said', [hello(10), piece(6), piece(5)], 'live-garbage'],
    ['words among the bytes', [hello(10), piece(6), have(1)], 'live-garbage'],
    ['nothing, as a piece', [hello(10), piece(0), piece(10)], 'live-garbage'],
  ])('a sender of %s is not believed', async (_what, says, code) => {
    expect((await receive(scripted(says), 10)).code).toBe(code);
  });

  test('what came before the line broke is kept', async () => {
    expect(await receive(scripted([hello(10), piece(4)]), 10)).toEqual({ code: 'live-ended', kept: 4 });
  });

  test('the sender is told long before it would wait', async () => {
    const most = WINDOW * 2;
    const says = [hello(most), ...Array.from({ length: 32 }, () => piece(most / 32))];
    const other = scripted(says);
    expect((await receive(other, most)).code).toBe('done');
    const told = other.sent
      .map((each) => readMessage(String(each)))
      .flatMap((each) => (each.type === 'have' ? each.bytes : []));
    expect(told.at(-1)).toBe(most);
    for (const [i, bytes] of told.entries()) expect(bytes - (told[i - 1] ?? 0)).toBeLessThan(WINDOW / 2);
  });
});
