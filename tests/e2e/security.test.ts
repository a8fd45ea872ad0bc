import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** A neighbour that anybody may talk to: whatever reaches it got past the policies. */
const hits: string[] = [];
const neighbour = createServer((request, response) => {
  hits.push(request.url ?? '');
  response
    .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
    .end('x');
});
let elsewhere = '';
let app: App;

beforeAll(async () => {
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
  app = await openApp();
  await app.upload([fixture('photo.png')]);
  await app.settled();
});
afterAll(async () => {
  await app.close();
  neighbour.close();
});

test('an inline script does not run', async () => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.__ran = true';
    document.head.append(script);
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="x" onerror="window.__ran = true">';
    document.body.append(holder);
    await new Promise((resolve) => setTimeout(resolve, 300));
    holder.remove();
    return '__ran' in window;
  });
  expect(ran).toBe(false);
});

test('a foreign image is not fetched, and nothing is sent elsewhere from the page', async () => {
  const outcome = await app.page.evaluate(async (target) => {
    const image = new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element.src = `${target}/image`;
    });
    const fetched = await fetch(`${target}/fetch`, { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'refused',
    );
    navigator.sendBeacon(`${target}/beacon`, 'x');
    return [await image, fetched];
  }, elsewhere);
  expect(outcome).toEqual(['refused', 'refused']);
  expect(hits).toEqual([]);
});

test.each(['image', 'hash', 'zip', 'catalogue'])('the %s worker cannot reach elsewhere', async (name) => {
  const folder = name === 'image' ? 'image' : 'plain';
  const file = readdirSync(join(inject('root'), 'dist/workers', folder)).find((each) =>
    each.startsWith(`${name}.worker`),
  );
  const outcome = await app.page.evaluate(
    async ([path, target]) => {
      // Only what the worker's own response allows counts, so it is asked with that response's policy.
      const response = await fetch(path as string);
      const policy = response.headers.get('Content-Security-Policy');
      return { policy, target };
    },
    [`workers/${folder}/${file}`, elsewhere],
  );
  expect(outcome.policy).toContain("default-src 'self'");
  expect(outcome.policy).toContain("connect-src 'self'");
  expect(outcome.policy?.includes("'unsafe-eval'")).toBe(name === 'image');
});

test('the running image worker is refused when it tries', async () => {
  // The engine is started by making a rendition; Playwright then speaks with the worker itself.
  await app.download('photo.png', 'Web 1600');
  const workers = app.page.workers().filter((worker) => worker.url().includes('/workers/image/image.worker'));
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) {
    const outcome = await worker.evaluate(
      (target) =>
        fetch(`${target}/worker`, { mode: 'no-cors' }).then(
          () => 'sent',
          () => 'refused',
        ),
      elsewhere,
    );
    expect(outcome).toBe('refused');
  }
  expect(hits).toEqual([]);
});

test('the policy stands in the document, for every host', () => {
  const html = readFileSync(join(inject('root'), 'dist/index.html'), 'utf8').replaceAll('&#39;', "'");
  expect(html).toMatch(/http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self';/);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=/);
  const headers = readFileSync(join(inject('root'), 'dist/_headers'), 'utf8');
  expect(headers).toMatch(
    /\/\*\n {2}Cross-Origin-Opener-Policy: same-origin\n {2}Cross-Origin-Embedder-Policy: require-corp/,
  );
  expect(headers).toMatch(/\/workers\/image\/\*\n {2}Content-Security-Policy: .*'unsafe-eval'/);
});

test('no request goes to another origin in all of the main job', async () => {
  const foreign: string[] = [];
  const origin = new URL(app.address).origin;
  app.context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:blob|data):/.test(url)) foreign.push(url);
  });
  await app.page.reload();
  await app.page.getByRole('gridcell', { name: 'photo.png' }).waitFor();
  await app.upload([fixture('scripted.svg')]);
  await app.settled();
  await app.download('scripted.svg', 'WebP 2048');
  expect(foreign).toEqual([]);
});
