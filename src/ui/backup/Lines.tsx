import { formatNumber } from '../../text/format';
import './restore.css';

const MOST_LINES = 100;

/** What is to be said of many things, a line each; nothing where there are none. */
export function Lines({ label, text, lines }: { label: string; text: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{text}</p>
      <ul class="restore-lines" aria-label={label}>
        {lines.slice(0, MOST_LINES).map((line, i) => (
          <li key={`${i} ${line}`}>{line}</li>
        ))}
        {lines.length > MOST_LINES && <li>and {formatNumber(lines.length - MOST_LINES)} more</li>}
      </ul>
    </>
  );
}
