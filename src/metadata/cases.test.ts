import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CASES, caseFile, hasCases } from '../../tests/support/cases';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { originOf } from '../domain/embedded';
import type { FieldValue } from '../domain/field';
import { believedValues } from '../fields/belief';
import { readEmbedded } from './read';

describe.skipIf(!hasCases)('cases', () => {
  test.each(Object.entries(CASES))('%s', async (path, expected) => {
    const bytes = readFileSync(caseFile(path));
    const file = await readEmbedded(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const values: Record<string, FieldValue | undefined> = believedValues(originOf(file), DEFAULT_FIELDS);
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, values[field]]))).toEqual(expected);
  });
});
