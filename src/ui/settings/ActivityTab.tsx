import { useEffect, useState } from 'preact/hooks';
import { deedWords } from '../../domain/deed-words';
import { type ActivityLine, libraryActivity } from '../../library/activity';
import { onChange } from '../../library/changes';
import { library } from '../../state/library';
import { formatDateTime } from '../../text/format';
import './settings.css';

/** Settings → Activity: who did what, newest first. */
export function ActivityTab() {
  const [rows, setRows] = useState<readonly ActivityLine[]>();
  useEffect(() => {
    const read = () => void libraryActivity(library()).then(setRows);
    read();
    return onChange((change) => {
      if (change.undo) read();
    });
  }, []);
  if (!rows) return null;
  if (rows.length === 0) return <p class="setting-help">Nothing has been done yet.</p>;
  return <ActivityList rows={rows} />;
}

/** Lines of activity. */
export function ActivityList({ rows }: { rows: readonly ActivityLine[] }) {
  return (
    <ol class="activity" aria-label="Activity">
      {rows.map((row) => (
        <li key={row.id}>
          <span>
            <strong>{row.who || 'Somebody'}</strong> {deedWords(row.deed)}
          </span>
          <time dateTime={new Date(row.at).toISOString()}>{formatDateTime(row.at)}</time>
        </li>
      ))}
    </ol>
  );
}
