import { expect, test } from 'vitest';
import { AppError } from '../domain/errors';
import type { Bridge } from './bridge';
import { needsZip64, packWith } from './packing';

type Api = Parameters<typeof packWith>[0] extends Bridge<infer Some> ? Some : never;

/** A worker that notes what it is asked for. */
function worker(add: () => Promise<void> = async () => {}) {
  const asked: string[] = [];
  const api = {
    add: async (name: string) => {
      asked.push(`add ${name}`);
      await add();
    },
    finish: async () => {
      asked.push('finish');
      return new Blob(['zip']);
    },
    abort: async () => void asked.push('abort'),
  };
  const bridge: Bridge<Api> = {
    dead: false,
    answered: true,
    call: (work, { deadlineMs = 0 } = {}) => {
      expect(deadlineMs).toBeGreaterThan(0);
      return work(api as never);
    },
    end: () => void asked.push('end'),
  };
  return { asked, bridge };
}

const file = new Blob(['file']);

test('what was packed is finished, and the worker ended', async () => {
  const { asked, bridge } = worker();
  const made = await packWith(bridge, new AbortController().signal, async ({ add, finish }) => {
    await add('a', file, 0);
    return finish();
  });
  expect(await made?.text()).toBe('zip');
  expect(asked).toEqual(['add a', 'finish', 'end']);
});

test('what fails is taken away, before the worker ends', async () => {
  const { asked, bridge } = worker(() => Promise.reject(new AppError('no-room')));
  const made = packWith(bridge, new AbortController().signal, ({ add }) => add('a', file, 0));
  await expect(made).rejects.toMatchObject({ code: 'no-room' });
  expect(asked).toEqual(['add a', 'abort', 'end']);
});

test('cancelling stops the file that is being packed, and is what is told', async () => {
  const abort = new AbortController();
  let close = (_why: Error) => {};
  const { asked, bridge } = worker(
    () =>
      new Promise((_resolve, reject) => {
        close = reject;
      }),
  );
  const made = packWith(bridge, abort.signal, ({ add }) => add('a', file, 0));
  abort.abort(new DOMException('enough', 'AbortError'));
  expect(asked).toEqual(['add a', 'abort']);
  close(new Error('the file was closed'));
  await expect(made).rejects.toBe(abort.signal.reason);
  expect(asked.at(-1)).toBe('end');
});

test('Zip64 is taken near the old limits only', () => {
  expect(needsZip64(65_000, 4_000_000_000)).toBe(false);
  expect(needsZip64(65_001, 0)).toBe(true);
  expect(needsZip64(1, 4_000_000_001)).toBe(true);
});
