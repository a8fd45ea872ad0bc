import type { StepDeed } from '../domain/activity';
import type { AssetId } from '../domain/ids';
import { planTable, type TablePlan, tableOf } from '../fields/table';
import { tableText } from '../fields/table-text';
import { saveFile } from '../jobs/save';
import { allAssets, getAssets } from '../library/assets';
import { editEach } from '../library/edit';
import { fields, installation } from '../state/installation';
import { library } from '../state/library';
import { run } from '../state/run';
import { writeCsv } from '../text/csv';
import { plural } from '../text/format';
import { butGone } from './gone';
import { change } from './undo';

/** Saves what the fields of some assets say as a CSV file. */
export async function exportTable(ids: readonly AssetId[]): Promise<void> {
  await run('The metadata could not be exported.', async () => {
    const rows = await getAssets(library(), ids);
    const file = new Blob([writeCsv(tableOf(rows, fields.peek()))], { type: 'text/csv' });
    saveFile(file, `${installation.peek().name} metadata of ${plural(rows.length, 'asset')}.csv`);
  });
}

/** What a CSV file would change, before anything is. */
export async function readTable(file: File): Promise<TablePlan> {
  const text = tableText(new Uint8Array(await file.arrayBuffer()));
  const living = [];
  for await (const batch of allAssets(library())) living.push(...batch.filter((asset) => asset.deletedAt === 0));
  return planTable(text, living, fields.peek());
}

/** Does what was shown, as one step. */
export async function importTable({ edits }: TablePlan): Promise<boolean> {
  const deed = (count: number): StepDeed => ({ type: 'import-table', count });
  const done = (count: number) => `Metadata of ${plural(count, 'asset')} was taken in.${butGone(edits.size, count)}`;
  return change((own) => editEach(own, edits, deed), done, 'Nothing was taken in.');
}
