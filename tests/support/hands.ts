import type { Page } from 'playwright';
import { expect } from 'vitest';

/** What a person does on a page again and again, by the names of things. @param page asked each time: tests open one when they begin */
export function handsOn(page: () => Page) {
  const dialog = (name: string) => page().getByRole('dialog', { name, exact: true });
  const cell = (title: string) => page().getByRole('gridcell', { name: title, exact: true });
  /** What has the focus, as a screen reader would call it. */
  const focused = () =>
    page().evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'the page';
      const labels = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels : null;
      return at.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? at.textContent ?? at.tagName;
    });
  return {
    dialog,
    cell,
    focused,
    comesTo: (name: string) => expect.poll(focused).toBe(name),
    /** Takes an item of '…' of an asset. */
    choose: async (title: string, item: string) => {
      await cell(title)
        .getByRole('button', { name: `More actions for ${title}`, exact: true })
        .click();
      await page().getByRole('menuitem', { name: item, exact: true }).click();
    },
    /** Presses a button of a dialog by the keyboard. */
    press: (name: string, button: string) =>
      dialog(name).getByRole('button', { name: button, exact: true }).press('Enter'),
    settings: async (tab: string) => {
      await page().getByRole('link', { name: 'Settings' }).click();
      await page().getByRole('tab', { name: tab }).click();
    },
    toAssets: async (title: string) => {
      await page().getByRole('link', { name: 'Assets', exact: true }).click();
      await cell(title).waitFor();
    },
  };
}
