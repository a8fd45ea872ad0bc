import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLink } from '../../src/domain/share-link';
import { readCode, writeCode } from '../../src/share/live/code';
import { type App, openApp } from '../support/app';
import { fixture, sha256 } from '../support/tools';
import { startTracker } from '../support/tracker';

/** Two browsers, each with a profile of its own, and nothing between them but a code or a relay. */
let sender: App;
let tracker: Awaited<ReturnType<typeof startTracker>>;
let made = '';
const big = join(mkdtempSync(join(tmpdir(), 'satchel-live-')), 'big.bin');

const dialog = (app: App, name: string) => app.page.getByRole('dialog', { name, exact: true });
const connection = () => dialog(sender, 'Shared').getByRole('region', { name: 'Live' });
const status = () => connection().getByRole('status');

beforeAll(async () => {
  tracker = await startTracker();
  writeFileSync(big, randomBytes(120_000_000));
  sender = await openApp();
  await sender.upload([fixture('photo.png')]);
  await sender.settled();
  made = sha256((await sender.download('photo.png', 'Web 1600')).path);
}, 120_000);
afterAll(async () => {
  await sender.close();
  await tracker.close();
});

async function shareLive(profile: string): Promise<string> {
  const { page } = sender;
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
  const share = dialog(sender, 'Share');
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption(profile);
  await share.getByRole('radio', { name: 'Live' }).check();
  await share.getByText(/By codes it works inside one network/).waitFor();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog(sender, 'Shared').waitFor({ timeout: 90_000 });
  return linkNow();
}

const linkNow = () => dialog(sender, 'Shared').getByRole('textbox', { name: 'Link' }).inputValue();

const codeOf = async (receiver: App) => {
  const field = receiver.page.getByRole('textbox', { name: 'Code' });
  await field.waitFor();
  return field.inputValue();
};

async function enter(code: string): Promise<void> {
  await connection().getByRole('textbox', { name: 'Recipient’s code' }).fill(code);
  await connection().getByRole('button', { name: 'Connect' }).click();
}

async function fetchPhoto(receiver: App, name: string): Promise<string> {
  const [one] = await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 60_000 }),
    receiver.page.getByRole('button', { name: `Download ${name}`, exact: true }).click(),
  ]);
  return sha256(await one.path());
}

const revoke = async () => {
  const { page } = sender;
  await dialog(sender, 'Shared').getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Shares' }).click();
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  await page.getByText('is revoked: nobody can fetch it again.').last().waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
};

test('by codes: the link goes one way, a code comes back, and the files are those that the profile makes', async () => {
  const link = await shareLive('web-1600');
  expect(link).toMatch(/#\/receive\/live&v=1&n=\d+&key=AGE-SECRET-KEY-1\w+&r=[\w-]{22}&o=[\w-]+$/);
  expect(link.length).toBeLessThan(900);
  const receiver = await openApp({ address: link });
  const code = await codeOf(receiver);
  await receiver.page.getByRole('button', { name: 'QR code' }).click();
  await receiver.page.getByRole('img', { name: 'QR code of your code' }).waitFor();
  // A code that was cut, one letter changed, and one that answers somebody else's link.
  const stranger = await writeCode(await readCode(code, offerOf(link)), 'another offer');
  for (const wrong of [code.slice(0, -3), (code.startsWith('A') ? 'B' : 'A') + code.slice(1), stranger, 'hello']) {
    await enter(wrong);
    await connection().getByText('This code was cut, or belongs to another share.').waitFor();
  }
  await enter(code);
  // The link was for one; the next gets one of their own.
  await dialog(sender, 'Shared').getByRole('textbox', { name: 'Link' }).waitFor({ state: 'detached' });
  await receiver.page.getByRole('listitem', { name: 'photo.jpg' }).locator('img').waitFor();
  expect(await fetchPhoto(receiver, 'photo.jpg')).toBe(made);
  await sender.page.getByText('“photo.png” was received.').first().waitFor();
  await status().getByText('Received once.').waitFor();
  await receiver.page.getByRole('button', { name: 'Add to my library' }).click();
  await receiver.page.getByText('1 file is in your library.').waitFor({ timeout: 60_000 });
  await connection().getByRole('button', { name: 'New link for the next recipient' }).click();
  await expect.poll(linkNow).not.toBe(link);
  expect(receiver.errors).toEqual([]);
  await receiver.close();
  await revoke();
  expect(sender.errors).toEqual([]);
}, 180_000);

const offerOf = (link: string) => {
  const read = readLink(new URL(link).hash);
  return typeof read === 'object' ? (read.meeting?.offer ?? '') : '';
};

test('somebody who sends rubbish is refused, on either side', async () => {
  const link = await shareLive('web-1600');
  // A browser that has the link and does not keep to what is agreed.
  const stranger = await openApp();
  const talk = async (said: string) => {
    const offer = offerOf(await linkNow());
    const answer = await stranger.page.evaluate(
      async ({ sdp, said }) => {
        const pc = new RTCPeerConnection();
        const channel = pc.createDataChannel('satchel', { negotiated: true, id: 0 });
        channel.onopen = () => channel.send(said);
        Object.assign(window, { held: [pc, channel] });
        await pc.setRemoteDescription({ type: 'offer', sdp });
        await pc.setLocalDescription();
        while (pc.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 50));
        return pc.localDescription?.sdp ?? '';
      },
      { sdp: await readCode(offer, ''), said },
    );
    await enter(await writeCode(answer, offer));
    await connection().getByText('The other browser sent something that is no share.').waitFor();
    await connection().getByRole('button', { name: 'New link for the next recipient' }).click();
    await connection().getByRole('textbox', { name: 'Recipient’s code' }).waitFor();
  };
  for (const said of ['rubbish', '{"type":"get","from":1e300}', '{"type":"get","from":99999999}', '{"type":"have"}']) {
    await talk(said);
  }
  await revoke();

  // And a sender who is none: other bytes, more bytes, another size.
  const bytes = Number(/&n=(\d+)/.exec(link)?.[1]);
  for (const [hello, size, word] of [
    [bytes, bytes, 'broken'],
    [bytes + 1, 10, 'altered'],
    [bytes, -1, 'out of reach'],
    [bytes, 0, 'out of reach'],
  ] as const) {
    const sdp = await stranger.page.evaluate(
      async ({ hello, size }) => {
        const pc = new RTCPeerConnection();
        const channel = pc.createDataChannel('satchel', { negotiated: true, id: 0 });
        channel.onopen = () => channel.send(JSON.stringify({ type: 'package', bytes: hello }));
        channel.onmessage = ({ data }) => {
          if (!String(data).includes('get')) return;
          if (size < 0) return channel.send('rubbish');
          if (size === 0) return pc.close();
          for (let at = 0; at < size; at += 65536) channel.send(new Uint8Array(Math.min(65536, size - at)).fill(7));
        };
        Object.assign(window, { pc, channel });
        await pc.setLocalDescription();
        while (pc.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 50));
        return pc.localDescription?.sdp ?? '';
      },
      { hello, size },
    );
    const offer = await writeCode(sdp, '');
    const receiver = await openApp({
      address: link.replace(/&r=.*/, `&r=${randomBytes(16).toString('base64url')}&o=${offer}`),
    });
    const answer = await readCode(await codeOf(receiver), offer);
    await stranger.page.evaluate(
      (sdp) => (window as unknown as { pc: RTCPeerConnection }).pc.setRemoteDescription({ type: 'answer', sdp }),
      answer,
    );
    await receiver.page.getByText(`This share is ${word}.`).waitFor({ timeout: 60_000 });
    expect(await receiver.page.getByRole('button', { name: 'Download all' }).count()).toBe(0);
    await receiver.close();
  }
  await stranger.close();
}, 300_000);

test('by a relay: one link for all, one after the other; revoked, it reaches nobody', async () => {
  const { page } = sender;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  const form = page.getByRole('region', { name: 'Live', exact: true });
  const says = async (words: string | RegExp) => {
    await form.getByRole('button', { name: 'Test' }).click();
    await form.getByText(words).waitFor({ timeout: 30_000 });
  };
  await form.getByLabel('Relays').fill('https://example.org');
  await says('a relay begins with wss://');
  await form.getByLabel('Relays').fill('ws://127.0.0.1:9/');
  await says('ws://127.0.0.1:9/ did not answer.');
  await form.getByLabel('Relays').fill(tracker.address);
  await says('Every address answers.');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();

  const link = await shareLive('web-1600');
  expect(link).toMatch(/&s=[\w-]+&r=[\w-]{22}$/);
  await connection().getByText('Whoever opens the link now gets it').waitFor();
  const receivers = await Promise.all([openApp({ address: link }), openApp({ address: link })]);
  for (const receiver of receivers) expect(await fetchPhoto(receiver, 'photo.jpg')).toBe(made);
  await status().getByText('Received 2 times.').waitFor();
  for (const receiver of receivers) await receiver.close();
  await revoke();
  const late = await openApp({ address: link });
  await late.page.getByText('Looking for the sender’s browser…').waitFor();
  await late.page.waitForTimeout(10_000);
  expect(await late.page.getByRole('button', { name: 'Download all' }).count()).toBe(0);
  await late.close();
}, 240_000);

test('who comes before the sender waits; a closed page ends the share, and its row says so', async () => {
  const link = await shareLive('web-1600');
  const { page } = sender;
  const other = await sender.context.newPage();
  await other.goto(`${sender.address}#/shares`);
  const row = other.getByRole('list', { name: 'Shares' }).getByRole('listitem').first();
  await row.getByText('Active', { exact: true }).waitFor();
  // Asked whether it may close: the share would end.
  await page.goto('about:blank');
  await row.getByText('Expired', { exact: true }).waitFor();
  await other.close();
  await page.goto(sender.address);
  const receiver = await openApp({ address: link });
  await receiver.page.getByText('Looking for the sender’s browser…').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await receiver.close();
}, 120_000);

test('a page that is closed in the middle: the next link goes on where it stopped', async () => {
  await sender.upload([big]);
  await sender.settled();
  await sender.page.getByRole('gridcell', { name: 'big.bin' }).waitFor();
  await shareLive('original');
  await connection().getByRole('button', { name: 'Make a link with a code instead' }).click();
  await expect.poll(linkNow).toContain('&o=');
  const first = await openApp({ address: await linkNow() });
  await enter(await codeOf(first));
  await expect.poll(linkNow).not.toContain('&o=');
  await expect
    .poll(
      async () => /(\d+) %/.exec((await first.page.locator('.receive-head [role=status]').textContent()) ?? '')?.[1],
    )
    .toMatch(/[1-9]\d/);
  await first.page.goto('about:blank');
  await connection().getByText('The recipient’s page was closed').waitFor({ timeout: 60_000 });
  await connection().getByRole('button', { name: 'Make a link with a code instead' }).click();
  await expect.poll(linkNow).toContain('&o=');
  await first.page.goto(await linkNow());
  await enter(await codeOf(first));
  const progress = connection().getByRole('progressbar', { name: 'Sent' });
  await progress.waitFor();
  expect(Number(await progress.getAttribute('value'))).toBeGreaterThan(0.05);
  const [all] = await Promise.all([
    first.page.waitForEvent('download', { timeout: 120_000 }),
    first.page.getByRole('button', { name: 'Download big.bin', exact: true }).click(),
  ]);
  expect(sha256(await all.path())).toBe(sha256(big));
  // A relay's link opens what came once more, without the sender, as long as it was not taken out of its package.
  const second = await openApp({ address: await linkNow() });
  await second.page.getByText('It is all on this device.').waitFor({ timeout: 120_000 });
  await second.page.goto('about:blank');
  const link = await linkNow();
  await dialog(sender, 'Shared').getByRole('button', { name: 'Done' }).click();
  await sender.page.getByRole('region', { name: 'Jobs' }).getByRole('button', { name: 'Cancel' }).click();
  await second.page.goto(link);
  await second.page.getByRole('button', { name: 'Download photo.png', exact: true }).waitFor();
  expect(await fetchPhoto(second, 'photo.png')).toBe(sha256(fixture('photo.png')));
  await second.close();
  await first.close();
}, 240_000);

test('revoked in the middle of a transfer, it stops there', async () => {
  const link = await shareLive('original');
  const receiver = await openApp({ address: link });
  const line = receiver.page.locator('.receive-head [role=status]');
  await expect.poll(() => line.textContent(), { timeout: 30_000 }).toMatch(/[1-9]\d %/);
  await revoke();
  await line.getByText('Looking for the sender’s browser again…').waitFor();
  await receiver.page.waitForTimeout(5000);
  expect(await receiver.page.getByText('It is all on this device.').count()).toBe(0);
  await receiver.close();
  expect(sender.errors).toEqual([]);
}, 120_000);
