import './dexie-errors';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { codeOf, isAbort } from '../domain/errors';

const full = () => new DOMException('', 'QuotaExceededError');

test('what Dexie wraps is told by its cause', () => {
  const aborted = new Dexie.AbortError('a transaction', full());
  expect(codeOf(aborted)).toBe('no-room');
  expect(isAbort(aborted)).toBe(false);
  expect(codeOf(new Dexie.AbortError('a transaction', new Dexie.QuotaExceededError('')))).toBe('no-room');
  expect(codeOf(new Dexie.AbortError('a transaction'))).toBe('unknown');
});

test('of many rows that were not written the first failure counts', () => {
  const failed = new Dexie.BulkError('2 of 3 failed', { 1: full(), 2: new Error('another') });
  expect(codeOf(failed)).toBe('no-room');
  expect(codeOf(new Dexie.BulkError('none failed', {}))).toBe('unknown');
});
