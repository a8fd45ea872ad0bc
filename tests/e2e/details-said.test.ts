import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';

/** "Details" says where a value came from, and offers what else is said. */
let app: App;
beforeAll(async () => {
  app = await openApp();
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Sidecar town"/>
    </rdf:RDF></x:xmpmeta>`;
  await app.upload([
    { name: 'beside.jpg', mimeType: 'image/jpeg', buffer: readFileSync(fixture('located.jpg')) },
    { name: 'beside.jpg.xmp', mimeType: 'application/xml', buffer: Buffer.from(packet) },
  ]);
  await app.settled();
  const { page } = app;
  await page.getByRole('gridcell').first().click();
  await page.getByRole('button', { name: 'Details' }).click();
});
afterAll(() => app.close());

const row = (label: string) =>
  app.page
    .locator('dl[aria-label="Metadata"] > div')
    .filter({ has: app.page.locator('dt', { hasText: new RegExp(`^${label}$`) }) });

test('by keyboard: a value that the file says instead is taken, and taken back', async () => {
  const { page } = app;
  const city = row('City');
  await city.getByText('from the sidecar').waitFor();
  expect(await city.locator('dd').first().innerText()).toBe('Sidecar town');
  const others = city.locator('summary');
  await others.focus();
  await page.keyboard.press('Enter');
  const use = city.getByRole('button', { name: /^Use this as City: / });
  await use.waitFor();
  const other = (await city.locator('.said-value').innerText()).trim();
  expect(other).not.toBe('Sidecar town');
  await use.focus();
  await page.keyboard.press('Enter');
  await city.getByText('edited here').waitFor();
  expect(await city.locator('dd').first().innerText()).toBe(other);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('dl[aria-label="Metadata"]') !== null))
    .toBe(true);
  await city.getByRole('button', { name: 'Use this as City: Sidecar town' }).waitFor();
  await page.keyboard.press('Control+z');
  await city.getByText('from the sidecar').waitFor();
});

test('what came beside a file stands beside what is in it', async () => {
  const { page } = app;
  await page.getByText('File details', { exact: true }).click();
  await page.getByRole('region', { name: 'Said by the sidecar' }).getByText('photoshop:City').waitFor();
  expect(app.errors).toEqual([]);
});

test('it is said where a file says something that cannot be read', async () => {
  const { page } = app;
  // Its packet is compressed, and cut in the middle of that.
  const bytes = readFileSync(fixture('brotli.jxl'));
  bytes.fill(0xff, bytes.indexOf('brobxml ') + 20, bytes.indexOf('brobxml ') + 40);
  await app.upload([{ name: 'brotli.jxl', mimeType: 'image/jxl', buffer: bytes }]);
  await page.getByRole('gridcell', { name: 'brotli.jxl' }).click();
  const details = page.getByText('File details', { exact: true });
  const said = page.getByText('Part of what the file says is compressed and could not be read here.');
  // Another asset's details may still stand open.
  if (!(await said.isVisible())) await details.click();
  await said.waitFor();
});
