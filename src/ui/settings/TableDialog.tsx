import { useState } from 'preact/hooks';
import type { TablePlan } from '../../fields/table';
import { importTable, readTable } from '../../flows/table';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { FileButton } from '../../kit/FileButton';
import { Problem } from '../../kit/Problem';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { formatNumber, plural } from '../../text/format';

const MOST_SHOWN = 100;

/** Metadata from a CSV: first what would change, then, asked for, all of it as one step. */
export function TableDialog() {
  const [name, setName] = useState('');
  const [plan, setPlan] = useState<TablePlan>();
  const [failed, setFailed] = useState(false);
  const read = (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    setPlan(undefined);
    setFailed(false);
    readTable(file).then(setPlan, () => setFailed(true));
  };
  const confirm = async () => {
    if (plan && (await importTable(plan))) closeDialogOf('import-table');
  };
  return (
    <Dialog
      title="Import metadata from CSV"
      class="wide"
      changed={plan !== undefined && plan.edits.size > 0}
      onClose={closeDialog}
      foot={
        <>
          <span class="grow" role="status">
            {plan && `${plural(plan.edits.size, 'asset')} will change, ${plural(plan.errors.length, 'error')}.`}
          </span>
          <LeaveButton />
          <Button look="main" disabled={!plan || plan.edits.size === 0} onClick={() => void confirm()}>
            Import
          </Button>
        </>
      }
    >
      <p class="setting-help">
        Rows are matched by the columns Id, SHA-256 or File name; other columns by the names of the fields. An empty
        cell empties its field.
      </p>
      <p>
        <FileButton
          label="Browse files"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          onFiles={([file]) => read(file)}
        />{' '}
        {name}
      </p>
      <Problem text={failed ? `${name} could not be read. It was moved or deleted; choose it again.` : null} />
      {plan && plan.unknown.length > 0 && <p>No field has these names: {plan.unknown.join(', ')}.</p>}
      {plan && plan.errors.length > 0 && (
        <ul aria-label="Errors" class="field-problem">
          {plan.errors.slice(0, MOST_SHOWN).map(({ line, text }) => (
            <li key={`${line} ${text}`}>
              Line {line}: {text}
            </li>
          ))}
          {plan.errors.length > MOST_SHOWN && <li>and {formatNumber(plan.errors.length - MOST_SHOWN)} more</li>}
        </ul>
      )}
      {plan && (
        <ul aria-label="Changes">
          {plan.changes.slice(0, MOST_SHOWN).map(({ title, fields }, i) => (
            <li key={`${i} ${title}`}>
              <strong>{title}</strong>: {fields.join(', ')}
            </li>
          ))}
          {plan.changes.length > MOST_SHOWN && <li>and {formatNumber(plan.changes.length - MOST_SHOWN)} more</li>}
        </ul>
      )}
    </Dialog>
  );
}
