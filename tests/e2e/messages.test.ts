import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** What is told while a dialog is open can be read, heard and pressed there, and covers nothing of it. */
let app: App;

beforeAll(async () => {
  app = await openApp();
  await app.upload(['photo.png', 'photo.webp'].map(fixture));
  await app.settled();
});
afterAll(() => app.close());

const dialog = (name: string) => app.page.getByRole('dialog', { name, exact: true });
const cell = (title: string) => app.page.getByRole('gridcell', { name: title, exact: true });
const choose = async (title: string, item: string) => {
  await cell(title)
    .getByRole('button', { name: `More actions for ${title}` })
    .click();
  await app.page.getByRole('menuitem', { name: item, exact: true }).click();
};

/** Buttons of the dialog on top at whose middle something else lies. */
const covered = () =>
  app.page.evaluate(() => {
    const all = [...document.querySelectorAll('dialog:modal button:not(:disabled)')];
    return all
      .filter((button) => {
        const box = button.getBoundingClientRect();
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return at !== null && !button.contains(at) && at.closest('.message') !== null;
      })
      .map((each) => each.textContent);
  });

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A message that comes is half transparent for a moment, which is no contrast to be measured. What moves without end is not waited for. */
const atRest = () =>
  app.page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === 'running' && Number.isFinite(Number(effect?.getComputedTiming().endTime));
      });
    // What ends may begin something else; one that was cancelled is over, too.
    for (let now = moving(); now.length > 0; now = moving())
      await Promise.all(now.map((each) => each.finished.catch(() => {})));
  });

/** Words of a message whose contrast is less than WCAG asks for (1.4.3); axe cannot tell where a message lies over others. */
const faint = () =>
  app.page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    /** Luminance as drawn, and whether anything shines through. */
    const drawn = (colour: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      const linear = (c: number) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
      return { light: 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b), whole: alpha === 255 };
    };
    return [...document.querySelectorAll('.message :is(p, li, .button)')].flatMap((words) => {
      const box = words.closest('.message') ?? words;
      const text = drawn(getComputedStyle(words).color);
      const ground = drawn(getComputedStyle(box).backgroundColor);
      const ratio = (Math.max(text.light, ground.light) + 0.05) / (Math.min(text.light, ground.light) + 0.05);
      let opacity = 1;
      for (let at: Element | null = words; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
      return text.whole && ground.whole && opacity === 1 && ratio >= 4.5 ? [] : [`${words.textContent}: ${ratio}`];
    });
  });

const violations = async () => {
  await atRest();
  expect(await faint()).toEqual([]);
  await app.page.evaluate(axe);
  return app.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (of: Element | null) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run([...document.querySelectorAll('dialog:modal')].at(-1) ?? null);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
};

test('in the version history: deleting asks, is told there, and "Undo" works there', async () => {
  const { page } = app;
  await choose('photo.png', 'Upload new version');
  await dialog('Upload new version of photo.png').getByLabel('Browse files').setInputFiles(fixture('photo.avif'));
  await dialog('Upload new version of photo.png').getByRole('button', { name: 'Finish' }).click();
  await cell('photo.png').getByRole('button', { name: '2 versions' }).click();
  const history = dialog('Version history of photo.png');
  await history.getByRole('button', { name: 'Delete version' }).click();
  await dialog('Delete version 2?').getByText('photo.avif, added').waitFor();
  await dialog('Delete version 2?').getByRole('button', { name: 'Cancel' }).click();
  await history.getByText('Version 2 of 2').waitFor();
  await history.getByRole('button', { name: 'Delete version' }).click();
  await dialog('Delete version 2?').getByRole('button', { name: 'Ok' }).click();
  await history.getByText('Version 1 of 1').waitFor();
  await history.getByRole('status').getByText('Version 2 was deleted.').waitFor();
  expect(await covered()).toEqual([]);
  expect(await violations()).toEqual([]);
  await history.getByRole('button', { name: 'Undo', exact: true }).click();
  await history.getByText(/Version \d of 2/).waitFor();
  await history.getByText('Undone: deleted version 2.').waitFor();
  await history.getByRole('button', { name: 'Done' }).click();
  // Outside again when the dialog is closed, and the same one.
  await page.getByRole('status').getByText('Undone: deleted version 2.').waitFor();
});

test('in the large view, over no control; and in a dialog above it', async () => {
  const { page } = app;
  await cell('photo.webp').press('Enter');
  const viewer = dialog('photo.webp');
  await viewer.getByRole('button', { name: 'Details' }).click();
  await viewer.getByRole('button', { name: 'Add note' }).click();
  await dialog('Add note to photo.webp').getByRole('textbox', { name: 'Note' }).fill('Ask first');
  await dialog('Add note to photo.webp').getByRole('button', { name: 'Add', exact: true }).click();
  await viewer.getByRole('status').getByText('The note was added.').waitFor();
  expect(await covered()).toEqual([]);
  await viewer.getByRole('button', { name: 'Add note' }).click();
  await dialog('Add note to photo.webp').getByRole('button', { name: 'Undo', exact: true }).click();
  await dialog('Add note to photo.webp').getByRole('button', { name: 'Cancel' }).click();
  await viewer.getByText('No notes yet.').waitFor();
  await viewer.getByRole('button', { name: 'Details' }).click();
  await page.keyboard.press('Escape');
});

test('an alert is said in the dialog, too', async () => {
  const { page } = app;
  await choose('photo.webp', 'Add note');
  const note = dialog('Add note to photo.webp');
  await note.waitFor();
  await page.evaluate(() => void Promise.reject(new DOMException('', 'QuotaExceededError')));
  await note.getByRole('alert').waitFor();
  expect(await violations()).toEqual([]);
  await note.getByRole('textbox', { name: 'Note' }).fill('Half a');
  await page.keyboard.press('Escape');
  const question = dialog('Discard what you typed?');
  await question.getByRole('alert').waitFor();
  expect(await violations()).toEqual([]);
  await question.getByRole('button', { name: 'Go on' }).click();
  await note.getByRole('textbox', { name: 'Note' }).fill('');
  await note.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await note.getByRole('alert').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await note.waitFor({ state: 'detached' });
  // The one that was thrown for it.
  expect(app.errors.splice(0)).toHaveLength(1);
});

test('on a phone a dialog’s buttons stay free', async () => {
  const { page } = app;
  await page.setViewportSize({ width: 390, height: 844 });
  await cell('photo.png').getByRole('button', { name: '2 versions' }).click();
  const history = dialog('Version history of photo.png');
  await history.getByRole('button', { name: 'Delete version' }).click();
  await dialog('Delete version 2?').getByRole('button', { name: 'Ok' }).click();
  await history.getByText('Version 2 was deleted.').waitFor();
  expect(await covered()).toEqual([]);
  await history.getByRole('button', { name: 'Undo', exact: true }).click();
  await history.getByText(/Version \d of 2/).waitFor();
  await history.getByRole('button', { name: 'Done' }).click();
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
