import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { shareThrough } from '../support/sender';
import { fixture, sha256 } from '../support/tools';

/** Shares that lie on a server of any kind, and in a folder over WebDAV. */
let sender: App;

const dialog = (app: App, name: string) => app.page.getByRole('dialog', { name, exact: true });

beforeAll(async () => {
  sender = await openApp();
  await sender.upload([fixture('photo.png')]);
  await sender.settled();
}, 120_000);
afterAll(() => sender.close());

test('“Already uploaded”: the file goes anywhere, and its address makes the link', async () => {
  const { page } = sender;
  await shareThrough(sender, 'Already uploaded');
  const shared = dialog(sender, 'Shared');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    shared.getByRole('button', { name: 'Save file' }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  const place: Server = createServer((_request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Length': bytes.length });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve));
  const address = `http://localhost:${(place.address() as AddressInfo).port}/any/name?dl=1`;
  await shared.getByRole('textbox', { name: 'Address of the uploaded file' }).fill('http://example.org/x');
  await shared.getByRole('button', { name: 'Make link' }).click();
  await shared.getByText('This is no address that can be fetched').waitFor();
  await shared.getByRole('textbox', { name: 'Address of the uploaded file' }).fill(address);
  await shared.getByRole('button', { name: 'Make link' }).click();
  const made = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  await shared.getByRole('button', { name: 'Done' }).click();
  const receiver = await openApp({ address: made });
  const [one] = await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 60_000 }),
    receiver.page.getByRole('button', { name: 'Download photo.png', exact: true }).click(),
  ]);
  expect(sha256(await one.path())).toBe(sha256(fixture('photo.png')));
  await receiver.close();
  place.closeAllConnections();
  place.close();
}, 120_000);

test('WebDAV: put, fetched by a stranger, revoked; “Test” says what is wrong', async () => {
  const { page } = sender;
  const files = new Map<string, Buffer>();
  const behaviour = { cors: true, open: true };
  const server: Server = createServer(async (request, response) => {
    if (behaviour.cors) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, DELETE');
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Range');
      response.setHeader('Access-Control-Expose-Headers', 'Content-Range');
    }
    const end = (status: number, body?: Buffer) => {
      response.writeHead(status);
      response.end(body);
    };
    if (request.method === 'OPTIONS') return end(204);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const name = request.url ?? '';
    if (request.method === 'GET') {
      const file = behaviour.open ? files.get(name) : undefined;
      return end(file ? 200 : 404, file);
    }
    const [, given = ''] = (request.headers.authorization ?? '').split(' ');
    if (Buffer.from(given, 'base64').toString() !== 'zoë:pass:word') return end(401);
    if (!name.startsWith('/dav/')) return end(409);
    if (request.method === 'PUT') files.set(name, Buffer.concat(parts));
    else files.delete(name);
    end(request.method === 'PUT' ? 201 : 204);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://localhost:${(server.address() as AddressInfo).port}`;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  const form = page.getByRole('region', { name: 'Own storage (WebDAV)' });
  const says = async (words: RegExp) => {
    await form.getByRole('button', { name: 'Test' }).click();
    await form.getByText(words).waitFor({ timeout: 30_000 });
  };
  await form.getByLabel('Folder').fill(`${root}/dav`);
  await form.getByLabel('User').fill('zoë');
  await form.getByLabel('Password').fill('wrong');
  await says(/the secret is another one/);
  await form.getByLabel('Password').fill('pass:word');
  await form.getByLabel('Folder').fill(`${root}/other`);
  await says(/no bucket or folder/);
  await form.getByLabel('Folder').fill(`${root}/dav/`);
  behaviour.open = false;
  await says(/strangers cannot read it/);
  behaviour.open = true;
  behaviour.cors = false;
  await says(/CORS rule/);
  behaviour.cors = true;
  await says(/The storage works/);
  expect(files.size).toBe(0);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  const made = await shareThrough(sender, 'Own storage (WebDAV)');
  expect(files.size).toBe(1);
  const receiver = await openApp({ address: made });
  const [one] = await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 60_000 }),
    receiver.page.getByRole('button', { name: 'Download photo.png', exact: true }).click(),
  ]);
  expect(sha256(await one.path())).toBe(sha256(fixture('photo.png')));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shares' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Own storage (WebDAV)' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByText('Revoked', { exact: true }).waitFor();
  expect(files.size).toBe(0);
  await receiver.page.goto('about:blank');
  await receiver.page.goto(made);
  await receiver.page.getByText('This share is expired.').waitFor();
  await receiver.close();
  server.closeAllConnections();
  server.close();
}, 180_000);
