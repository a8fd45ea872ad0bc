import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../domain/ids';
import { announce } from '../library/changes';
import { openLibrary } from '../library/db';
import { libraryState } from './library';
import { beginReading, keepInStep, live, liveBy } from './live';

/** A source whose readings are answered by hand. */
function source() {
  const asked: PromiseWithResolvers<string>[] = [];
  const read = () => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  };
  return { asked, read, dependsOn: (change: { notes?: true }) => Boolean(change.notes) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  libraryState.value = { type: 'open', library };
  beginReading();
  return () => library.db.delete();
});

test('nothing is read while nobody looks, and a change is for nobody', () => {
  const { asked, ...of } = source();
  const shown = live('', of);
  announce({ notes: true });
  expect(shown.peek()).toBe('');
  expect(asked).toHaveLength(0);
});

test('read when somebody looks, and again with what it depends on only', async () => {
  const { asked, ...of } = source();
  const shown = live('none', of);
  const leave = shown.subscribe(() => {});
  expect(asked).toHaveLength(1);
  asked[0]?.resolve('first');
  await expect.poll(() => shown.value).toBe('first');
  announce({ categories: true });
  expect(asked).toHaveLength(1);
  announce({ notes: true });
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('second');
  await expect.poll(() => shown.value).toBe('second');
  leave();
});

test('an older answer that comes after a newer one is for nobody', async () => {
  const { asked, ...of } = source();
  const shown = live('', of);
  const leave = shown.subscribe(() => {});
  announce({ notes: true });
  asked[1]?.resolve('newer');
  await settled();
  asked[0]?.resolve('older');
  await settled();
  expect(shown.value).toBe('newer');
  leave();
});

test('who looks away and comes back is shown what was known, then what is there now', async () => {
  const { asked, ...of } = source();
  const shown = live('', of);
  let leave = shown.subscribe(() => {});
  asked[0]?.resolve('before');
  await settled();
  announce({ notes: true });
  leave();
  // It was for who looked then.
  asked[1]?.resolve('late');
  announce({ notes: true });
  await settled();
  expect(asked).toHaveLength(2);
  leave = shown.subscribe(() => {});
  expect(shown.value).toBe('before');
  expect(asked).toHaveLength(3);
  asked[2]?.resolve('now');
  await expect.poll(() => shown.value).toBe('now');
  leave();
});

test('what fails is told, shows what was shown, and is read again with the next change', async () => {
  const { asked, ...of } = source();
  const shown = live('', of);
  const told = vi.fn((event: PromiseRejectionEvent) => event.preventDefault());
  addEventListener('unhandledrejection', told);
  const leave = shown.subscribe(() => {});
  asked[0]?.resolve('kept');
  await settled();
  announce({ notes: true });
  asked[1]?.reject(new Error('a disk that failed'));
  await expect.poll(() => told.mock.calls.length).toBe(1);
  expect(shown.value).toBe('kept');
  announce({ notes: true });
  asked[2]?.resolve('again');
  await expect.poll(() => shown.value).toBe('again');
  removeEventListener('unhandledrejection', told);
  leave();
});

test('nothing is read before the library is open, and it is read then', async () => {
  const { asked, ...of } = source();
  const open = libraryState.peek();
  libraryState.value = { type: 'opening' };
  const shown = live('', of);
  const leave = shown.subscribe(() => {});
  announce({ notes: true });
  expect(asked).toHaveLength(0);
  libraryState.value = open;
  expect(asked).toHaveLength(1);
  leave();
});

test('what it is read by asks for another reading', async () => {
  const page = signal('a');
  const shown = live('', { read: async () => `of ${page.peek()}`, dependsOn: () => false, by: page });
  const leave = shown.subscribe(() => {});
  await expect.poll(() => shown.value).toBe('of a');
  page.value = 'b';
  await expect.poll(() => shown.value).toBe('of b');
  leave();
});

test('with rests, changes in a row are read twice: at once, and what came meanwhile after the rest', async () => {
  let reads = 0;
  const shown = live(0, { read: async () => ++reads, dependsOn: () => true, rest: () => 30 });
  keepInStep(shown);
  for (let i = 0; i < 5; i++) announce({ notes: true });
  await expect.poll(() => shown.value).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(reads).toBe(2);
});

test('by a key: one signal while somebody looks at it, read for that key', async () => {
  const reads: string[] = [];
  const of = liveBy('', (key: string) => ({
    read: async () => {
      reads.push(key);
      return `of ${key}`;
    },
    dependsOn: () => false,
  }));
  const leave = of('a').subscribe(() => {});
  const leaveAlso = of('a').subscribe(() => {});
  await expect.poll(() => of('a').value).toBe('of a');
  expect(reads).toEqual(['a']);
  leave();
  expect(of('a').peek()).toBe('of a');
  leaveAlso();
  expect(of('a').peek()).toBe('');
});
