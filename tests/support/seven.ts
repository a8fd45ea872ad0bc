import { readFileSync } from 'node:fs';
import { type App, openApp } from './app';
import { fixture } from './tools';

export const TITLES = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png', 'g.png'];

/** A library of seven pictures, by name. */
export async function openSeven(): Promise<App> {
  const app = await openApp();
  const png = readFileSync(fixture('photo.png'));
  await app.upload(
    TITLES.map((name, i) => ({ name, mimeType: 'image/png', buffer: Buffer.concat([png, Buffer.alloc(i + 1, i)]) })),
  );
  await app.settled();
  await app.page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Name' });
  return app;
}
