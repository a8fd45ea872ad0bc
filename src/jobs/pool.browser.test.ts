import { expect, test } from 'vitest';
import { AppError } from '../domain/errors';
import type { Bridge } from './bridge';
import { startBridge } from './bridge';
import { createPool } from './pool';

interface TestApi {
  echo(value: string): Promise<string>;
  spin(): Promise<void>;
  crash(): Promise<void>;
  fail(name: string): Promise<void>;
}

const makeWorker = () => new Worker(new URL('./pool-test.worker.ts', import.meta.url), { type: 'module' });

function pool(size: number) {
  const started: (readonly string[])[] = [];
  const made = createPool<TestApi, string>({
    size,
    start: async (features) => {
      started.push(features);
      return startBridge<TestApi>(makeWorker);
    },
  });
  return { pool: made, started };
}

test('tasks run, as many at a time as there are workers, and workers start only when needed', async () => {
  const { pool: p, started } = pool(2);
  expect(started.length).toBe(0);
  expect(await p.run({ run: (api) => api.echo('a') })).toBe('a');
  expect(started.length).toBe(1);
  const answers = await Promise.all(['b', 'c', 'd', 'e'].map((value) => p.run({ run: (api) => api.echo(value) })));
  expect(answers).toEqual(['b', 'c', 'd', 'e']);
  expect(started.length).toBe(2);
  p.close();
});

test('cancelling ends the worker at once, and the next task gets a new one', async () => {
  const { pool: p, started } = pool(1);
  const abort = new AbortController();
  const stuck = p.run({ run: (api) => api.spin(), signal: abort.signal });
  setTimeout(() => abort.abort(), 200);
  await expect(stuck).rejects.toMatchObject({ name: 'AbortError' });
  expect(await p.run({ run: (api) => api.echo('after') })).toBe('after');
  expect(started.length).toBe(2);
  p.close();
});

test('a worker that dies is replaced, its task tried once more, and then only that task fails', async () => {
  const { pool: p, started } = pool(1);
  const dying = p.run({ run: (api) => api.crash() });
  const waiting = p.run({ run: (api) => api.echo('the others go on') });
  await expect(dying).rejects.toBeInstanceOf(AppError);
  expect(await waiting).toBe('the others go on');
  expect(started.length).toBe(3);
  p.close();
});

test('a worker that is stuck is ended at its deadline', async () => {
  const { pool: p } = pool(1);
  await expect(p.run({ run: (api) => api.spin(), deadlineMs: 200 })).rejects.toMatchObject({ code: 'too-slow' });
  expect(await p.run({ run: (api) => api.echo('x') })).toBe('x');
  p.close();
});

test('an error of the task is the task’s alone: the worker stays', async () => {
  const { pool: p, started } = pool(1);
  await expect(p.run({ run: (api) => api.fail('AppError:damaged') })).rejects.toMatchObject({
    name: 'AppError:damaged',
  });
  expect(await p.run({ run: (api) => api.echo('x') })).toBe('x');
  expect(started.length).toBe(1);
  p.close();
});

test('an engine that is out of memory is replaced even where it still answers', async () => {
  const { pool: p, started } = pool(1);
  await expect(p.run({ run: (api) => api.fail('AppError:out-of-memory') })).rejects.toMatchObject({
    code: 'out-of-memory',
  });
  expect(await p.run({ run: (api) => api.echo('x') })).toBe('x');
  expect(started.length).toBe(3);
  p.close();
});

test('what a person waits for goes first; equal ones in the order they came; what was cancelled never runs', async () => {
  const { pool: p } = pool(1);
  const order: string[] = [];
  const say = (value: string, priority = 0, signal?: AbortSignal) =>
    p.run({ run: (api) => api.echo(value).then((it) => order.push(it)), priority, signal });
  const abort = new AbortController();
  const all = [
    say('first'),
    say('b'),
    say('c'),
    say('urgent', 2),
    say('d'),
    say('never', 1, abort.signal).catch(() => {}),
  ];
  abort.abort();
  await Promise.all(all);
  expect(order).toEqual(['first', 'urgent', 'b', 'c', 'd']);
  p.close();
});

test('a worker without a needed feature is replaced by one that has it besides what it had', async () => {
  const { pool: p, started } = pool(1);
  await p.run({ run: (api) => api.echo('x') });
  await p.run({ run: (api) => api.echo('x'), needs: ['heif'] });
  await p.run({ run: (api) => api.echo('x'), needs: ['jxl'] });
  await p.run({ run: (api) => api.echo('x'), needs: ['heif'] });
  expect(started).toEqual([[], ['heif'], ['heif', 'jxl']]);
  p.close();
});

test('a worker whose script is not there fails its tasks instead of leaving them for ever', async () => {
  const bridge: Bridge<TestApi> = startBridge<TestApi>(() => new Worker('/no-such-worker.js', { type: 'module' }));
  await expect(bridge.call((api) => api.echo('x'))).rejects.toBeInstanceOf(AppError);
  expect(bridge.dead).toBe(true);
});

test('a script that does not load is told from a crash', async () => {
  const p = createPool<TestApi, string>({
    size: 1,
    start: async () => startBridge<TestApi>(() => new Worker('/no-such-worker.js', { type: 'module' })),
  });
  await expect(p.run({ run: (api) => api.echo('x') })).rejects.toMatchObject({ code: 'worker-start' });
  p.close();
});
