import { afterEach, expect, test } from 'vitest';
import { makeScene } from '../../../tests/support/scene';
import { codeOf } from '../../domain/errors';
import { removeCarrier } from '../../library/carriers';
import type { OpenLibrary } from '../../library/db';
import { openCarriers, sealCarriers } from './secrets';

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

test('settings of carriers travel sealed: the passphrase opens them, another one does not, and nothing of them can be read', async () => {
  const { library } = await makeScene('blobs');
  opened.push(library);
  const sealed = await sealCarriers(library, 'a good passphrase');
  const blob = new Blob([sealed ?? '']);
  expect(await blob.text()).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  expect(await blob.text()).not.toContain('bucket');
  expect(await openCarriers(blob, 'a good passphrase')).toEqual([{ id: 's3', settings: { bucket: 'before' } }]);
  expect(await openCarriers(blob, 'another one').catch(codeOf)).toBe('backup-passphrase');
});

test('where no storage is set up there is nothing to seal', async () => {
  const { library } = await makeScene('blobs');
  opened.push(library);
  await removeCarrier(library, 's3');
  expect(await sealCarriers(library, 'a good passphrase')).toBeNull();
});
