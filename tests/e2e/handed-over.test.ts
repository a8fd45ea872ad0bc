import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeLink } from '../../src/domain/share-link';
import { type App, openApp } from '../support/app';
import { makePackage } from '../support/package';
import { fixture } from '../support/tools';

/** What a stranger's page posts to the program, and what a browser keeps of a link. */
let app: App;
let stranger: Server;
let page = '';

beforeAll(async () => {
  app = await openApp();
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const action = new URL('share-target', inject('address')).href;
  stranger = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<form method="post" enctype="multipart/form-data" action="${action}">
      <input name="text"><input type="file" name="files" multiple><button>Win a prize</button></form>`);
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  page = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  await app.close();
  stranger.close();
});

const ask = () => app.page.getByRole('dialog', { name: 'Add what was handed over?' });
const caches = () =>
  app.page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await window.caches.keys())
      if (name.includes('handed')) urls.push(...(await (await window.caches.open(name)).keys()).map(({ url }) => url));
    return urls;
  });

async function post(): Promise<void> {
  await app.page.goto(page);
  await app.page.locator('[name=files]').setInputFiles([fixture('photo.png'), fixture('located.jpg')]);
  await app.page.getByRole('button', { name: 'Win a prize' }).click();
}

test('what there is no room to keep waits nowhere, and that is said; the next time it is there', async () => {
  const [worker] = app.context.serviceWorkers();
  if (!worker) throw new Error('no service worker');
  /** Refuses the n-th file, as a full disk does. */
  const refuse = (n: number) =>
    worker.evaluate((at) => {
      const kept = Cache.prototype as { put: Cache['put']; real?: Cache['put'] };
      const put = kept.real ?? kept.put;
      kept.real = put;
      let count = 0;
      kept.put = function (request, response) {
        if (++count === at) return Promise.reject(new DOMException('no room (test)', 'QuotaExceededError'));
        return put.call(this, request, response);
      };
    }, n);
  for (const n of [1, 2, 3]) {
    await refuse(n);
    await post();
    await app.page.getByText(/^What was handed over could not be kept\. There is no room left/).waitFor();
    await expect.poll(caches).toEqual([]);
  }
  await refuse(0);
  await post();
  await ask().getByRole('button', { name: 'Do not add' }).click();
  await ask().waitFor({ state: 'detached' });
});

test('a web page hands files over: it is named, and nothing is in the library before “Add”', async () => {
  await post();
  await ask().getByText(page).waitFor();
  await ask().getByText('photo.png').waitFor();
  expect(await caches()).toHaveLength(3);
  // Enter, typed for something else, adds nothing.
  expect(await app.page.evaluate(() => document.activeElement?.textContent)).toBe('Do not add');
  await ask().getByRole('button', { name: 'Do not add' }).click();
  await ask().waitFor({ state: 'detached' });
  await expect.poll(caches).toEqual([]);
  await app.page.reload();
  await app.page.getByRole('button', { name: 'Upload', exact: true }).first().waitFor();
  expect(await app.page.getByRole('gridcell', { name: 'photo.png' }).count()).toBe(0);
  expect(await ask().count()).toBe(0);
  expect(await app.page.getByRole('dialog').count()).toBe(0);
});

test('Escape is no “Add” either; what nobody answers is swept, and what is late says so', async () => {
  await post();
  await ask().waitFor();
  await app.page.keyboard.press('Escape');
  await ask().waitFor({ state: 'detached' });
  await expect.poll(caches).toEqual([]);
  // A page that was closed before it could ask; eleven minutes later.
  await post();
  await ask().waitFor();
  const [about = ''] = (await caches()).filter((url) => url.endsWith('/about'));
  await app.page.evaluate(async (url) => {
    const cache = await window.caches.open('satchel-handed-over');
    const waiting = await (await cache.match(url))?.json();
    await cache.put(url, Response.json({ ...waiting, at: waiting.at - 11 * 60_000 }));
  }, about);
  await app.page.goto('about:blank');
  await app.page.goto(new URL(`#/assets?do=take-files&of=${about.split('/').at(-2)}`, inject('address')).href);
  await app.page.getByText('What was handed over is not here any more').waitFor();
  await expect.poll(caches, { timeout: 30_000 }).toEqual([]);
  expect(await app.page.getByRole('gridcell', { name: 'photo.png' }).count()).toBe(0);
  expect(app.errors).toEqual([]);
});

describe('what is on the disk of a link that was opened', () => {
  /** Names of the files of a browser's profile in which a text stands, as UTF-8 or as UTF-16. */
  function filesWith(profile: string, text: string): string[] {
    const utf16 = Buffer.from(text, 'utf16le');
    return readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => {
      try {
        const bytes = readFileSync(join(profile, name));
        return bytes.includes(text) || bytes.includes(utf16);
      } catch {
        return false;
      }
    });
  }

  async function received(open: (receiver: App, link: string) => Promise<void>): Promise<[string[], string | null]> {
    const { bytes, key } = await makePackage({ 'a note.txt': Buffer.from('hello') });
    const address = inject('address');
    const link = writeLink(address, { carrier: 'data', key, data: bytes.toString('base64url') });
    const profile = mkdtempSync(join(tmpdir(), 'satchel-history-'));
    const receiver = await openApp({ profile, address: new URL('#/receive', address).href });
    await open(receiver, link);
    await receiver.page.getByRole('listitem', { name: 'a note.txt' }).waitFor();
    expect(receiver.page.url()).not.toContain('AGE-SECRET');
    const note = receiver.page.getByText('This browser’s history keeps the link that you opened');
    const said = (await note.count()) > 0 ? await note.textContent() : null;
    // Browsers write their history down some seconds later, and when they are closed.
    await receiver.page.waitForTimeout(2000);
    await receiver.context.close();
    const found = filesWith(profile, key.slice(20));
    rmSync(profile, { recursive: true, force: true });
    return [found, said];
  }

  test('opened by its address: the history has the key, and the page says so', async () => {
    const [found, said] = await received(async ({ page }, link) => {
      await page.goto('about:blank');
      await page.goto(link);
    });
    // A browser that one day does not keep it makes the words untrue.
    expect(found.some((name) => name.endsWith('History'))).toBe(true);
    expect(said).toContain('and with it the key');
  }, 60_000);

  test('pasted into the page: no file of the browser has the key', async () => {
    const [found, said] = await received(async ({ page }, link) => {
      await page.getByRole('textbox', { name: 'Or paste a link' }).fill('nothing');
      await page.getByRole('button', { name: 'Open link' }).click();
      await page.getByText('This is no link of a share.').waitFor();
      await page.getByRole('textbox', { name: 'Or paste a link' }).fill(`Zoë shared with you: ${link} .`);
      await page.getByRole('button', { name: 'Open link' }).click();
    });
    expect(found).toEqual([]);
    expect(said).toBe(null);
  }, 60_000);

  test('handed over by another app: neither', async () => {
    const action = new URL('share-target', inject('address')).href;
    const [found, said] = await received(async ({ page }, link) => {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.goto('about:blank');
      await page.setContent(`<form method="post" enctype="multipart/form-data" action="${action}">
        <input name="text" autocomplete="off"><button>Hand over</button></form>`);
      await page.locator('[name=text]').fill(link);
      await page.getByRole('button', { name: 'Hand over' }).click();
    });
    expect(found.filter((name) => /History/.test(name))).toEqual([]);
    expect(said).toBe(null);
  }, 60_000);
});
