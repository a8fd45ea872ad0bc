import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putFile, removeFile, testFolder } from './client';
import type { WebDavSettings } from './settings';

/** A folder that answers as tests say, and remembers what it was asked. */
let server: Server;
let address = '';
const files = new Map<string, string>();
const asked: { method: string; url: string; authorization: string | undefined }[] = [];
let answer: (method: string) => number | undefined = () => undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    asked.push({ method, url, authorization: request.headers.authorization });
    let body = '';
    for await (const part of request) body += part;
    const status = answer(method);
    if (status) return response.writeHead(status).end();
    if (method === 'PUT') {
      files.set(url, body);
      return response.writeHead(201).end();
    }
    const kept = files.get(url);
    if (method === 'DELETE') files.delete(url);
    response.writeHead(kept === undefined ? 404 : 200).end(method === 'GET' ? kept : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  files.clear();
  asked.length = 0;
  answer = () => undefined;
});

const settings = (more: Partial<WebDavSettings> = {}): WebDavSettings => ({
  folder: `${address}/shares`,
  user: '',
  password: '',
  publicFolder: '',
  ...more,
});
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

describe('putting and taking away', () => {
  test.each(['a.zip.age', 'ä b', 'a/b?c#d%'])('a name as it is: %s', async (name) => {
    await putFile(settings(), name, new Blob(['hello'], { type: 'application/zip' }));
    expect([...files]).toEqual([[`/shares/${encodeURIComponent(name)}`, 'hello']]);
    await removeFile(settings(), name);
    expect(files.size).toBe(0);
  });

  test('what is away already is away', async () => {
    await removeFile(settings(), 'never');
    answer = () => 404;
    await removeFile(settings(), 'never');
    expect(await codeOf(putFile(settings(), 'x', new Blob(['a'])))).toBe('carrier-name');
  });

  test('user and password in UTF-8, and nothing where there are none', async () => {
    await putFile(settings({ user: 'änne', password: 'pä:ss' }), 'x', new Blob(['a']));
    await putFile(settings({ user: 'ana' }), 'x', new Blob(['a']));
    await putFile(settings({ password: 'pw' }), 'x', new Blob(['a']));
    await putFile(settings(), 'x', new Blob(['a']));
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(asked.map(({ authorization }) => authorization)).toEqual([
      basic('änne:pä:ss'),
      basic('ana:'),
      basic(':pw'),
      undefined,
    ]);
  });
});

test.each([
  [401, 'carrier-key'],
  [403, 'carrier-denied'],
  [405, 'carrier-denied'],
  [423, 'carrier-denied'],
  [404, 'carrier-name'],
  [409, 'carrier-name'],
  [413, 'carrier-full'],
  [507, 'carrier-full'],
  [500, 'carrier-failed'],
])('%i means %s', async (status, code) => {
  answer = () => status;
  expect(await codeOf(putFile(settings(), 'x', new Blob(['a'])))).toBe(code);
  if (status !== 404) expect(await codeOf(removeFile(settings(), 'x'))).toBe(code);
});

describe('a test of the folder', () => {
  test('writes, reads as a stranger and deletes', async () => {
    await testFolder(settings({ user: 'ana', password: 'pw' }));
    expect(asked.map(({ method }) => method)).toEqual(['PUT', 'GET', 'DELETE']);
    expect(asked[1]?.authorization).toBeUndefined();
    expect(files.size).toBe(0);
  });

  test.each([401, 403, 404])(
    'which strangers cannot read (%i) is private, and nothing is left of the test',
    async (status) => {
      answer = (method) => (method === 'GET' ? status : undefined);
      expect(await codeOf(testFolder(settings()))).toBe('carrier-private');
      expect(files.size).toBe(0);
    },
  );

  test('which gives something else has failed; nobody there is told as such', async () => {
    const other = settings({ publicFolder: `${address}/elsewhere` });
    answer = (method) => (method === 'GET' ? 204 : undefined);
    expect(await codeOf(testFolder(other))).toBe('carrier-failed');
    expect(await codeOf(testFolder(settings({ folder: 'http://127.0.0.1:1/x' })))).toBe('carrier-cors');
  });
});
