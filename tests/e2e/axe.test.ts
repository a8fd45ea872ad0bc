import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { openApp } from '../support/app';
import { STATES } from '../support/states';
import { furnish, type Sent } from '../support/states/furnish';
import { type Screen, screenOf } from '../support/states/screen';
import { fixture } from '../support/tools';

/** Every state of tests/support/states.ts, on a desktop and on a phone, light and dark: axe finds nothing. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a theme can change: the other rules look at the same elements in both. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Screenshots of all states, for who wants to look at them. */
const SHOTS = process.env.SATCHEL_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const profile = mkdtempSync(join(tmpdir(), 'satchel-axe-'));
afterAll(() => rmSync(profile, { recursive: true, force: true }));

const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

async function violations(page: Page, options: object): Promise<string[]> {
  // The page's own policy refuses inline scripts; DevTools may put axe in all the same.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } };
    return (await axe.run(given)).violations;
  }, options);
  return found
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter(({ html }) => id !== 'label-content-name-mismatch' || !isTile(html)),
    }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(
      ({ id, nodes: [first, ...more] }) =>
        `${id} ×${more.length + 1}: ${first?.html.slice(0, 200)} ${first?.failureSummary}`,
    );
}

/** A tile is called as its asset is, though it shows facts and controls as well: that is what people look for. */
const isTile = (html: string) => /^<div[^>]*role="gridcell"/.test(html) && html.includes('data-asset=');

async function look(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const only = colorScheme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: OF_COLOUR };
    const here = await violations(page, { runOnly: only, resultTypes: ['violations'] });
    found.push(...here.map((each) => `${name}, ${colorScheme}: ${each}`));
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name.replaceAll(/[^a-z]+/g, '-')}-${colorScheme}.png`) });
  }
  return found;
}

/** Back to page "Assets" with nothing open and nothing selected. */
async function back({ page }: Screen, address: string): Promise<void> {
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  for (let i = 0; i < 4 && (await page.locator('dialog[open], [popover]:popover-open').count()) > 0; i++) {
    // What is typed would be given back by the page that comes next.
    if ((await discard.count()) > 0) await discard.click();
    else await page.keyboard.press('Escape');
  }
  if ((await page.getByRole('dialog').count()) > 0) await page.goto('about:blank');
  await page.goto(`${address}#/assets`);
  await page.getByRole('gridcell').or(page.getByRole('row')).first().waitFor();
  const clear = page.getByRole('button', { name: 'Clear selection' });
  if ((await clear.count()) > 0) await clear.click();
}

/** The receiver's page is a program of its own. */
async function received(page: Page, device: string): Promise<string[]> {
  const found: string[] = [];
  if (!sent) return ['nothing was sent'];
  await page.goto('about:blank');
  await page.goto(sent.link);
  await page.getByLabel('Browse files').waitFor({ state: 'attached' });
  found.push(...(await look(page, `${device} a share that waits for its file`)));
  await page.getByLabel('Browse files').setInputFiles(sent.file);
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  found.push(...(await look(page, `${device} a received share`)));
  await page.goto('about:blank');
  await page.goto(sent.link);
  await page.getByLabel('Browse files').setInputFiles(fixture('photo.png'));
  await page.getByText('This share is').first().waitFor();
  found.push(...(await look(page, `${device} a share that is refused`)));
  return found;
}

let sent: Sent | undefined;

describe.each(['desktop', 'phone'] as const)('%s', (device) => {
  test('axe finds nothing in any state', async () => {
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    const context = { ...DEVICES[device], reducedMotion: 'reduce' as const };
    const found: string[] = [];
    const unreached = (name: string) => (error: unknown) => {
      found.push(`${device} ${name} was not reached: ${String(error).slice(0, 400)}`);
    };
    if (device === 'desktop') {
      const empty = await openApp({ profile, context });
      found.push(...(await look(empty.page, 'desktop empty')));
      sent = await furnish(screenOf(empty, false));
      await empty.close();
    }
    const app = await openApp({ profile, context });
    const screen = screenOf(app, device === 'phone');
    app.page.setDefaultTimeout(30_000);
    await app.page.getByRole('gridcell').first().waitFor();
    for (const state of STATES) {
      if (state.only && state.only !== device) continue;
      try {
        await state.reach(screen);
        found.push(...(await look(app.page, `${device} ${state.name}`)));
        await state.leave?.(screen);
      } catch (error) {
        unreached(state.name)(error);
      }
      await back(screen, app.address);
    }
    await received(app.page, device).then((more) => found.push(...more), unreached('a received share'));
    await app.close();
    expect(found).toEqual([]);
    expect(app.errors).toEqual([]);
  }, 400_000);
});
