import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { S3_BUCKET, S3_KEY, S3_REGION, type S3Server, startS3 } from '../../../tests/support/s3-server';
import { putObject, readAddress, removeObject, testBucket } from './client';
import type { S3Settings } from './settings';

/** Against a store that checks each signature with AWS's own signer. */
let server: S3Server;
let settings: S3Settings;
beforeAll(async () => {
  server = await startS3();
  settings = { endpoint: server.address, region: S3_REGION, bucket: S3_BUCKET, publicRead: false, ...S3_KEY };
});
afterAll(() => server.close());
afterEach(() => {
  server.objects.clear();
  Object.assign(server.behaviour, {
    full: false,
    failNext: 0,
    clockOffset: 0,
    publicRead: false,
    keeps: false,
    hold: null,
  });
});

const MIB = 1024 * 1024;
const bytes = (length: number) => new Uint8Array(length).map((_, i) => i * 31 + (i >> 8));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

describe('putting', () => {
  test.each(['satchel/a.zip.age', 'a b+c', 'ä/ö', "it's (1)!*~", 'q?u=e&r#y%'])('a name as it is: %s', async (name) => {
    await putObject(settings, name, new Blob(['hello']));
    expect([...server.objects.keys()]).toEqual([name]);
    expect(server.objects.get(name)?.toString()).toBe('hello');
    await removeObject(settings, name);
    expect(server.objects.size).toBe(0);
  });

  test.each([0, 1, 8 * MIB, 8 * MIB + 1, 16 * MIB, 17 * MIB])(
    '%i bytes, whole, in parts where they are many',
    async (length) => {
      const given = bytes(length);
      await putObject(settings, 'x', new Blob([given]));
      expect(server.objects.get('x')?.equals(given)).toBe(true);
      expect(server.open.size).toBe(0);
    },
  );

  test('stopped in the middle it leaves no parts', async () => {
    const stop = new AbortController();
    let letGo = () => {};
    server.behaviour.hold = new Promise((resolve) => (letGo = resolve));
    const putting = putObject(settings, 'x', new Blob([bytes(9 * MIB)]), { signal: stop.signal });
    const ended = expect(putting).rejects.toThrow(/abort/i);
    await vi.waitFor(() => expect(server.open.size).toBe(1), 5000);
    stop.abort();
    // The part may still arrive: Node does not always end a request that was made before.
    letGo();
    await ended;
    expect(server.objects.size).toBe(0);
    expect(server.open.size).toBe(0);
  });
});

describe('what is wrong, in the storage’s own terms', () => {
  test.each<[string, string, Partial<S3Settings>]>([
    ['a wrong secret', 'carrier-key', { secretAccessKey: 'wrong' }],
    ['an unknown bucket', 'carrier-name', { bucket: 'nobodys' }],
  ])('%s', async (_what, code, change) => {
    expect(await codeOf(putObject({ ...settings, ...change }, 'x', new Blob(['a'])))).toBe(code);
  });

  test('a full storage, a clock that is wrong, nobody there', async () => {
    server.behaviour.full = true;
    expect(await codeOf(putObject(settings, 'x', new Blob(['a'])))).toBe('carrier-full');
    server.behaviour.full = false;
    server.behaviour.clockOffset = 60 * 60 * 1000;
    expect(await codeOf(putObject(settings, 'x', new Blob(['a'])))).toBe('carrier-clock');
    const nobody = { ...settings, endpoint: 'http://127.0.0.1:1' };
    expect(await codeOf(removeObject(nobody, 'x'))).toBe('carrier-cors');
  });
});

describe('the address for everybody', () => {
  test('is signed, ends in time and not after seven days', async () => {
    await putObject(settings, 'a b', new Blob(['hello']));
    const address = new URL(await readAddress(settings, 'a b', 90.9));
    expect(address.searchParams.get('X-Amz-Expires')).toBe('90');
    expect(await (await fetch(address)).text()).toBe('hello');
    for (const [seconds, given] of [
      [0, '1'],
      [-5, '1'],
      [604_800, '604800'],
      [604_801, '604800'],
    ] as const) {
      expect(new URL(await readAddress(settings, 'x', seconds)).searchParams.get('X-Amz-Expires')).toBe(given);
    }
  });

  test('is plain where anybody may read', async () => {
    const address = await readAddress({ ...settings, publicRead: true }, 'a b', 90);
    expect(address).toBe(`${server.address}/${S3_BUCKET}/a%20b`);
  });
});

test('a test writes, reads and deletes, and leaves nothing', async () => {
  await testBucket(settings);
  expect(server.objects.size).toBe(0);
  expect(await codeOf(testBucket({ ...settings, publicRead: true }))).toBe('carrier-denied');
  expect(server.objects.size).toBe(0);
});
