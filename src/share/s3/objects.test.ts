import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeFaults } from '../../../tests/support/faulty-store-cases';
import { describeObjects } from '../../../tests/support/object-store-cases';
import { S3_BUCKET, S3_KEY, S3_REGION, type S3Server, startS3 } from '../../../tests/support/s3-server';
import { codeOf } from '../../domain/errors';
import { s3Objects } from './objects';
import type { S3Settings } from './settings';

let server: S3Server;
let settings: S3Settings;
beforeAll(async () => {
  server = await startS3();
  settings = { endpoint: server.address, region: S3_REGION, bucket: S3_BUCKET, publicRead: false, ...S3_KEY };
});
afterAll(() => server.close());
beforeEach(() => {
  server.objects.clear();
  server.open.clear();
  Object.assign(server.behaviour, { full: false, ranges: true, clockOffset: 0, delay: 0, faults: [], date: true });
});

const failed = (work: Promise<unknown>) => work.then(() => 'no error', codeOf);

describeObjects(async (folder) => s3Objects(settings, folder));
// The client itself asks four times, and all of that is done twice.
describeFaults({ open: () => s3Objects(settings, ''), behaviour: () => server.behaviour, tries: 4 });

test('what else lies in the bucket is no object', async () => {
  for (const key of ['in/', 'in/a/', 'in/a/.hidden', 'in/ä', 'in/a b', 'in/x&<y>', 'inn', 'in/a/b'])
    server.objects.set(key, Buffer.from('x'));
  expect(await s3Objects(settings, 'in').list('')).toEqual([{ name: 'a/b', bytes: 1 }]);
});

test('a folder of any name', async () => {
  const store = s3Objects(settings, 'Ana’s & <my> files');
  await store.put('a/b', new Blob(['hello']));
  expect([...server.objects.keys()]).toEqual(['Ana’s & <my> files/a/b']);
  expect(await store.list('')).toEqual([{ name: 'a/b', bytes: 5 }]);
});

describe('large objects', () => {
  const large = new Blob([new Uint8Array(9 * 1024 * 1024)]);

  test('are put together once more where the answer to that was lost', async () => {
    server.behaviour.faults = [null, null, null, 'fails-after'];
    await s3Objects(settings, '').put('a', large);
    expect(server.objects.get('a')?.length).toBe(large.size);
    expect(server.open.size).toBe(0);
  });

  test('leave nothing begun where a part is cut', async () => {
    server.behaviour.faults = [null, 'cut'];
    await s3Objects(settings, '').put('a', large);
    expect(server.objects.get('a')?.length).toBe(large.size);
    expect(server.open.size).toBe(0);
  });
});

describe('what is wrong', () => {
  test('a bucket that is not there is not an empty one', async () => {
    const store = s3Objects({ ...settings, bucket: 'nobodys' }, '');
    expect(await failed(store.get('a'))).toBe('carrier-name');
    expect(await failed(store.list(''))).toBe('carrier-name');
    expect(await failed(store.remove('a'))).toBe('carrier-name');
  });

  test('a wrong secret', async () => {
    const store = s3Objects({ ...settings, secretAccessKey: 'wrong' }, '');
    expect(await failed(store.get('a'))).toBe('carrier-key');
    expect(await failed(store.list(''))).toBe('carrier-key');
  });
});

test('the storage’s clock, as every answer says it', async () => {
  const store = s3Objects(settings, '');
  expect(store.clockAhead()).toBeNull();
  server.behaviour.date = false;
  await store.get('a');
  expect(store.clockAhead()).toBeNull();
  server.behaviour.date = true;
  server.behaviour.clockOffset = 600_000;
  await store.get('a');
  expect(Math.abs((store.clockAhead() ?? 0) - 600_000)).toBeLessThan(5_000);
  server.behaviour.clockOffset = -3_600_000;
  expect(await failed(store.put('a', new Blob(['x'])))).toBe('carrier-clock');
  expect(Math.abs((store.clockAhead() ?? 0) + 3_600_000)).toBeLessThan(5_000);
});
