import { deedWords } from '../../domain/deed-words';
import { type ActivityLine, activity } from '../../state/activity';
import { formatDateTime } from '../../text/format';
import './settings.css';

/** Settings → Activity: who did what, newest first. */
export function ActivityTab() {
  const rows = activity.value;
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
