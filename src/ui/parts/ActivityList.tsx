import { deedWords } from '../../domain/deed-words';
import type { ActivityLine } from '../../state/activity';
import { formatDateTime } from '../../text/format';
import './activity.css';

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
