import { activity } from '../../state/activity';
import { ActivityList } from '../parts/ActivityList';
import './settings.css';

/** Settings → Activity: who did what, newest first. */
export function ActivityTab() {
  const rows = activity.value;
  if (!rows) return null;
  if (rows.length === 0) return <p class="setting-help">Nothing has been done yet.</p>;
  return <ActivityList rows={rows} />;
}
