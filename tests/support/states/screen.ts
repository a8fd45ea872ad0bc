import type { Locator, Page } from 'playwright';
import type { App } from '../app';

/** A screen that somebody can come to, and the way there from page "Assets" with nothing open. */
export interface State {
  name: string;
  /** Left out on the other one. */
  only?: 'desktop' | 'phone';
  reach: (screen: Screen) => Promise<unknown>;
  /** What the next state must not find. */
  leave?: (screen: Screen) => Promise<unknown>;
}

/** What the ways are made of. */
export interface Screen {
  page: Page;
  app: App;
  phone: boolean;
  /** Goes to a page by its address, within the program. */
  at: (hash: string, heading: string) => Promise<void>;
  dialog: (name: string | RegExp) => Locator;
  button: (name: string | RegExp) => Locator;
  /** Opens '…' of an asset, and takes an item of it. */
  choose: (title: string, item?: string) => Promise<void>;
  select: (...titles: string[]) => Promise<void>;
}

export const LONG = `${'A very long name of a picture that somebody took on a summer’s day '.repeat(2)}.png`;
export const RTL = 'صورة جميلة جدا من الحديقة القديمة في الصيف الماضي.png';
export const VERSIONS = 'Two versions';
export const COLLECTION = 'Summer in the hills';

export function screenOf(app: App, phone: boolean): Screen {
  const { page } = app;
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  return {
    page,
    app,
    phone,
    button,
    dialog: (name) => page.getByRole('dialog', typeof name === 'string' ? { name, exact: true } : { name }),
    at: async (hash, heading) => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    },
    choose: async (title, item) => {
      await button(`More actions for ${title}`).first().click();
      if (!item) return;
      await page.getByRole('menuitem', { name: item, exact: true }).click();
      await page.getByRole('dialog').first().waitFor();
    },
    select: async (...titles) => {
      for (const title of titles)
        await page.getByRole('checkbox', { name: `Select ${title}`, exact: true }).check({ force: true });
    },
  };
}
