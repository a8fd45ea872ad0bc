import type { Route } from 'playwright';
import { type App, openApp } from './app';
import { handsOn } from './hands';
import { fixture } from './tools';

const FILES = ['photo.png', 'located.jpg', 'document.pdf', 'truncated.jpg'];
const profile = (id: string, name: string, metadata: string) => ({
  id,
  name,
  format: 'jpeg',
  size: { type: 'long-edge', pixels: 300 },
  metadata,
});
export const profiles = [
  profile('web', 'Web', 'all-but-location'),
  profile('credit', 'Credit', 'copyright-only'),
  profile('bare', 'Bare', 'none'),
  profile('later', 'Later', 'none'),
];
export const needles = {
  title: 'NeedleTitle',
  words: 'NeedleWords',
  city: 'NeedleCity',
  note: 'NeedleNote',
  to: 'needle-to',
};

/** Of each address that the page made of a blob, the blob's kind. */
export interface Made {
  typesMade: Map<string, string>;
}

/** What the host answers about the installation. */
interface Host {
  /** Served as installation.json. */
  installation: object;
  /** How it is answered where it is not served as it is. */
  answer: ((route: Route) => Promise<void>) | null;
}

interface Needled {
  app: App;
  /** Every file that was given to the person. */
  given: string[];
  host: Host;
}

/** A library with needles in its words, and with collections, a large view and a share that hold originals: everything is offered. */
export async function openNeedled(): Promise<Needled> {
  const app = await openApp({ context: { serviceWorkers: 'block' } });
  const { page } = app;
  const { dialog, cell, choose } = handsOn(() => page);
  const given: string[] = [];
  const host: Host = { installation: { profiles }, answer: null };
  await app.context.route('**/installation.json', (route) =>
    host.answer ? host.answer(route) : route.fulfill({ json: host.installation }),
  );
  await app.context.addInitScript(() => {
    const typesMade = new Map<string, string>();
    Object.assign(window, { typesMade });
    const make = URL.createObjectURL;
    URL.createObjectURL = (of: Blob) => {
      const url = make(of);
      typesMade.set(url, of.type);
      return url;
    };
  });
  page.on('download', (download) => given.push(download.suggestedFilename()));
  await page.reload();
  await app.upload(FILES.map(fixture));
  await app.settled();
  await choose('photo.png', 'Edit');
  const edit = dialog('Edit photo.png');
  await edit.getByLabel('Title', { exact: true }).fill(needles.title);
  await edit.getByLabel('Description', { exact: true }).fill(needles.words);
  await edit.getByLabel('City', { exact: true }).fill(needles.city);
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await choose(needles.title, 'Add note');
  const note = dialog(`Add note to ${needles.title}`);
  await note.getByRole('textbox', { name: 'Note' }).fill(needles.note);
  await note.getByRole('button', { name: 'Add' }).click();
  await note.waitFor({ state: 'detached' });
  // Both are kept as somebody chose them who was offered them.
  for (const [name, type] of [
    ['Originals', 'Original'],
    ['Laters', 'Later'],
  ] as const) {
    await cell('document.pdf').getByRole('button', { name: 'Add document.pdf to a collection' }).click();
    await dialog('Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill(name);
    await dialog('Add to collection').getByRole('combobox', { name: 'Export profile' }).selectOption({ label: type });
    await dialog('Add to collection').getByRole('button', { name: 'Add', exact: true }).click();
  }
  await cell('located.jpg').dblclick();
  await dialog('located.jpg').getByRole('button', { name: 'Zoom in' }).click();
  // Zoomed in, it is the original that is shown.
  await page.waitForFunction(() => {
    const { src } = document.querySelector<HTMLImageElement>('img.stage-picture') ?? {};
    return src && (window as unknown as Made).typesMade.get(src) === 'image/jpeg';
  });
  await page.keyboard.press('Escape');
  await shareOne(app, 'document.pdf', 'Original', 'File');
  await dialog('Shared').getByRole('button', { name: 'Done' }).click();
  return { app, given, host };
}

/** Shares one asset, up to dialog "Shared". */
export async function shareOne(app: App, title: string, type: string, carrier: string, to = ''): Promise<void> {
  const { dialog, choose } = handsOn(() => app.page);
  await choose(title, 'Share');
  const open = dialog('Share');
  await open.getByRole('textbox', { name: 'E-mail addresses' }).fill(to);
  await open.getByRole('combobox', { name: 'Export profile' }).selectOption({ label: type });
  await open.getByRole('radio', { name: carrier, exact: true }).check();
  await open.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog('Shared').waitFor({ timeout: 60_000 });
}
