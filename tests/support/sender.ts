import { expect } from 'vitest';
import { type App, openApp } from './app';
import { handsOn } from './hands';
import { fixture, sha256 } from './tools';

interface Sender {
  sender: App;
  /** What the profile makes, downloaded the ordinary way: SHA-256 by name. */
  made: Map<string, string>;
}

/** Somebody with a name who shares three files. What their page hands to another app, or to a mail program, is kept in `window`. */
export async function openSender(): Promise<Sender> {
  const sender = await openApp();
  const { page } = sender;
  // Where a mail program would open, or another app.
  await page.addInitScript(() => {
    Object.assign(navigator, {
      canShare: () => true,
      share: async ({ files = [] }: ShareData) => {
        Object.assign(window, { handed: files.map(({ type, name }) => `${type} ${name}`) });
      },
    });
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.href.startsWith('mailto:')) Object.assign(window, { mailed: this.href });
      else click.call(this);
    };
  });
  await page.reload();
  await sender.upload(['photo.png', 'located.jpg', 'note.txt'].map(fixture));
  await sender.settled();
  const made = new Map<string, string>();
  for (const name of ['photo.png', 'located.jpg'])
    made.set(name.replace('png', 'jpg'), sha256((await sender.download(name, 'Web 1600')).path));
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Profile', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoë Ångström');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('zoe@example.org');
  await page.getByRole('textbox', { name: 'E-mail' }).press('Tab');
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  return { sender, made };
}

/** Dialog "Share" with all that the page lists. */
export async function openShare({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
  await handsOn(() => page)
    .dialog('Share')
    .waitFor();
}

/** Shares the originals of all that the page lists. @returns the link, where there is one at once */
export async function shareThrough(app: App, carrier: string): Promise<string> {
  const { dialog } = handsOn(() => app.page);
  await openShare(app);
  const share = dialog('Share');
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption('original');
  await share.getByRole('radio', { name: carrier }).check();
  if (carrier.includes('S3')) {
    await share.getByText('A signed link ends after 7 days at most.').first().waitFor();
    expect(await share.getByRole('button', { name: 'In a month' }).isDisabled()).toBe(true);
  }
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog('Shared');
  await shared.waitFor({ timeout: 90_000 });
  if (carrier === 'Already uploaded') return '';
  const made = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  await shared.getByRole('button', { name: 'Done' }).click();
  return made;
}
