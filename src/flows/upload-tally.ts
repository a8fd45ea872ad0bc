import { isPassing } from '../domain/errors';
import type { IntakeRow } from '../intake/intake';

/** How many files of an upload are how far. */
interface Tally {
  total: number;
  arrived: number;
  failed: number;
  known: number;
  waiting: number;
}

export function tally(rows: readonly IntakeRow[]): Tally {
  const count = { total: rows.length, arrived: 0, failed: 0, known: 0, waiting: 0 };
  for (const row of rows) {
    if (row.assetId && row.status !== 'stored') count.arrived++;
    if (row.status === 'failed') count.failed++;
    else if (row.status === 'known') count.known++;
    else if (row.status === 'waiting' || row.status === 'reading' || row.status === 'stored') count.waiting++;
  }
  return count;
}

/** How many files are not there as they should be, each kind in its own words. */
export function troubles(rows: readonly IntakeRow[]): string[] {
  const count = { read: 0, room: 0, other: 0 };
  for (const { status, failure } of rows) {
    if (status !== 'failed' || !failure) continue;
    if (failure === 'no-room' || failure === 'no-room-previews') count.room++;
    else if (failure === 'vanished' || !isPassing(failure)) count.read++;
    else count.other++;
  }
  const said = [
    [count.read, 'could not be read'],
    [count.room, 'had no room'],
    [count.other, 'did not go through'],
  ] as const;
  return said.flatMap(([n, words]) => (n > 0 ? [`${n.toLocaleString()} ${words}`] : []));
}
