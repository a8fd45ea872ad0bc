import type { BackupHead } from '../../bag/rows';
import type { Opened } from './read';

/** What is in a backup, for whoever decides whether to restore it. */
export type Inspection =
  | {
      type: 'backup';
      head: BackupHead;
      collections: number;
      categories: number;
      notes: number;
      /** Numbers of zips that are not there, of so many. */
      missingZips: number[];
      ofZips: number;
      /** Originals that are not there, or not as long as they should be, by their file names. */
      absent: string[];
      /** Lists of the backup whose bytes are not those that were written, and lines in them that cannot be read. */
      damaged: string[];
      hasCarriers: boolean;
    }
  | { type: 'plain'; files: number };

/** Told without reading originals: each is proven as it is restored. */
export function inspectionOf(opened: Opened): Inspection {
  if (opened.type === 'plain') return { type: 'plain', files: opened.plain.paths.length };
  const { head, rows, originals, missingZips, ofZips, altered, unread, carriers } = opened.backup;
  return {
    type: 'backup',
    head,
    collections: rows.collections.length,
    categories: rows.categories.length,
    notes: rows.notes.length,
    missingZips,
    ofZips,
    absent: rows.versions.filter(({ blobHash }) => !originals.has(blobHash)).map(({ fileName }) => fileName),
    damaged: [...altered, ...unread],
    hasCarriers: carriers !== null,
  };
}
