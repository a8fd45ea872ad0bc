import type { ComponentChildren } from 'preact';
import type { Inspection } from '../../flows/restore';
import { Problem } from '../../kit/Problem';
import { formatBytes, formatDateTime, formatNumber, plural } from '../../text/format';
import { Lines } from './Lines';

/** What is in a backup, and what of it is not there or not as it was written. */
export function BackupContents({ backup }: { backup: Extract<Inspection, { type: 'backup' }> }) {
  const { head, missingZips, ofZips, absent, damaged } = backup;
  return (
    <>
      <dl class="facts" aria-label="What is in it">
        <Fact term="Library">{head.name}</Fact>
        <Fact term="Made">
          {formatDateTime(head.madeAt)}, by {head.program}
        </Fact>
        <Fact term="Assets">
          {formatNumber(head.assets)} in {plural(head.versions, 'version')}, {formatBytes(head.bytes)}
        </Fact>
        <Fact term="Besides">
          {[
            plural(backup.categories, 'category', 'categories'),
            plural(backup.collections, 'collection'),
            plural(backup.notes, 'note'),
          ].join(', ')}
        </Fact>
      </dl>
      <Problem text={missingZips.length > 0 ? zipWords(missingZips, ofZips) : null} />
      <Lines label="Missing" text="These originals are not in it:" lines={absent} />
      <Lines label="Damaged" text="These parts of it cannot be read as they were written:" lines={damaged} />
    </>
  );
}

function zipWords(missing: readonly number[], of: number): string {
  const [number, are, them] = missing.length === 1 ? ['number', 'is', 'it'] : ['numbers', 'are', 'them'];
  const which = `Of ${formatNumber(of)} zip files ${number} ${missing.join(', ')} ${are} missing`;
  return `${which}: choose all of them at once. Without ${them} some originals cannot be restored.`;
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
