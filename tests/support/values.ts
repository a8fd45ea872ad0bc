import { readFileSync } from 'node:fs';
import { readCsv } from '../../src/text/csv';
import type { App } from './app';

/** What the fields of every asset say, by file name and the fields' labels, as "Metadata as CSV" saves it. */
export async function fieldValues({ page }: App): Promise<Record<string, Record<string, string>>> {
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Metadata as CSV' }).click(),
  ]);
  await page.getByRole('button', { name: 'Details' }).click();
  await page.keyboard.press('Escape');
  const [head, ...rows] = readCsv(readFileSync(await download.path(), 'utf8'));
  return Object.fromEntries(
    rows.map(({ cells }) => {
      const named = Object.fromEntries((head?.cells ?? []).map((label, i) => [label, cells[i] ?? '']));
      return [named['File name'] ?? '', named];
    }),
  );
}
