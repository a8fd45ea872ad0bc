import { expect } from 'vitest';
import { openApp } from './app';
import { checked } from './checked';
import { mutants } from './mutants';
import { kept } from './rows';

const AT_ONCE = 25;
/** Of one batch: every step of intake has a deadline, the longest of two minutes. */
const LONGEST_MS = 400_000;

/**
 * Uploads files that were broken at random. Each ends one way or the other, the page stays alive, nothing is asked of any other place,
 * and what was taken can be told whole by the rules.
 * @returns how many of them can be shown, cannot, and were not taken
 */
export async function fuzz(count: number, seed: number): Promise<{ ready: number; failed: number; refused: number }> {
  const app = await openApp();
  const { page, context } = app;
  const { origin } = new URL(app.address);
  const strange: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:blob|data):/.test(url)) strange.push(url);
  });
  page.on('dialog', (dialog) => {
    strange.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  let given = 0;
  try {
    for (let begun = 0; begun < count; begun += AT_ONCE) {
      const files = mutants(Math.min(AT_ONCE, count - begun), seed * 1000 + begun);
      given += files.length;
      await app.upload(files);
      await page.waitForFunction(() => !document.querySelector('.job.running'), undefined, { timeout: LONGEST_MS });
      expect(await page.evaluate(() => 1 + 1), `page of seed ${seed}, from ${begun}`).toBe(2);
      await expect
        .poll(async () => (await kept(page)).assets.filter(({ state }) => state === 'stored').length, {
          timeout: LONGEST_MS,
        })
        .toBe(0);
      expect(await checked(page), `seed ${seed}, from ${begun}`).toEqual([]);
    }
    const { assets } = await kept(page);
    expect(strange).toEqual([]);
    expect(app.errors).toEqual([]);
    const failed = assets.filter(({ state }) => state === 'failed').length;
    return { ready: assets.length - failed, failed, refused: given - assets.length };
  } finally {
    await app.close();
  }
}
