import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { mayStay } from '../domain/disclosure';
import type { ExportProfile } from '../domain/profile';
import { readingsOf } from './belief';

/** The table of properties in docs/metadata.md is what the program's own tables say: what a row must be stands in the failure. */
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/metadata.md'), 'utf8');

const listed = (properties: readonly string[]) => properties.map((each) => `\`${each}\``).join(', ') || '–';

function* expectedRows(): Generator<string> {
  for (const field of DEFAULT_FIELDS) {
    const readings = readingsOf(field).map(({ property }) => property);
    const besides = readings.filter((property) => !field.properties.includes(property));
    const staying = (policy: ExportProfile['metadata']) => {
      const may = readings.filter((property) => mayStay(property, policy));
      return may.length === readings.length ? 'all' : listed(may);
    };
    const cells = [
      field.label,
      listed(field.properties),
      listed(besides),
      staying('all-but-location'),
      staying('copyright-only'),
    ];
    yield `| ${cells.join(' | ')} |`;
  }
}

test('every field has its row, and every row its field', () => {
  const [, table = ''] = DOCUMENT.split('| field | read and written |');
  const [, , ...rows] = (table.split('\n\n')[0] ?? '').split('\n');
  expect(rows).toEqual([...expectedRows()]);
});
