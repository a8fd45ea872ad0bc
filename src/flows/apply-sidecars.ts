import type { StepDeed } from '../domain/activity';
import type { Edit } from '../domain/bulk-edit';
import type { AssetId } from '../domain/ids';
import type { IntakeRow } from '../intake/intake';
import { editEach } from '../library/edit';
import { may } from '../state/installation';
import { plural } from '../text/format';
import { butGone } from './gone';
import { change } from './undo';
import type { UploadSession } from './upload-session';

/** Files whose sidecar says something that the asset in the library does not, where it can be applied and nobody has. */
export const withNews = (rows: readonly IntakeRow[]): IntakeRow[] =>
  may('edit') ? rows.filter(({ status, said }) => status === 'known' && said?.edit && !said.applied) : [];

/** Writes what sidecars say into the assets that they are about, as one step. */
export async function applySidecars({ intake }: UploadSession, rows: readonly IntakeRow[]): Promise<void> {
  const edits = new Map<AssetId, Edit>();
  for (const { existingId, said } of rows) {
    if (!existingId || !said?.edit) continue;
    const before = edits.get(existingId);
    edits.set(existingId, { fields: { ...before?.fields, ...said.edit.fields }, categories: null });
  }
  const deed = (count: number): StepDeed => ({ type: 'apply-sidecars', count });
  const done = (count: number) =>
    `What the sidecars say of ${plural(count, 'asset')} was taken in.${butGone(edits.size, count)}`;
  const applied = await change((own) => editEach(own, edits, deed), done, 'Nothing was taken in.');
  if (applied) intake.markApplied(rows.map(({ index }) => index));
}
