import { expect, test } from 'vitest';
import { daysLeft, NO_PURGE_MEMORY, planPurge } from './retention';

const DAY = 86_400_000;
const start = Date.UTC(2026, 0, 1);

test('days left are rounded up and end at none', () => {
  expect(daysLeft(start, 30, start)).toBe(30);
  expect(daysLeft(start, 30, start + 1)).toBe(30);
  expect(daysLeft(start, 30, start + 29.5 * DAY)).toBe(1);
  expect(daysLeft(start, 30, start + 31 * DAY)).toBe(0);
});

test('an asset goes at the second look, a day after it was first found due', () => {
  const deleted = [{ id: 'a', deletedAt: start }];
  const options = { trashDays: 30 };
  const early = planPurge(deleted, { ...options, memory: NO_PURGE_MEMORY, now: start + 29 * DAY });
  expect(early).toMatchObject({ purge: [], memory: { foundDueAt: {} } });
  const first = planPurge(deleted, { ...options, memory: early.memory, now: start + 31 * DAY });
  expect(first.purge).toEqual([]);
  const soon = planPurge(deleted, { ...options, memory: first.memory, now: start + 31 * DAY + 3_600_000 });
  expect(soon.purge).toEqual([]);
  const later = planPurge(deleted, { ...options, memory: soon.memory, now: start + 32 * DAY });
  expect(later.purge).toEqual(['a']);
});

test('a clock that jumped begins the waiting anew, and is said', () => {
  const deleted = [{ id: 'a', deletedAt: start }];
  const first = planPurge(deleted, { trashDays: 30, memory: NO_PURGE_MEMORY, now: start + 31 * DAY });
  const jumped = planPurge(deleted, { trashDays: 30, memory: first.memory, now: start + 400 * DAY });
  expect(jumped).toMatchObject({ purge: [], clockJumped: true });
  const back = planPurge(deleted, { trashDays: 30, memory: jumped.memory, now: start + 33 * DAY });
  expect(back).toMatchObject({ purge: [], clockJumped: true });
});

test('what was restored in between is forgotten', () => {
  const first = planPurge([{ id: 'a', deletedAt: start }], {
    trashDays: 30,
    memory: NO_PURGE_MEMORY,
    now: start + 31 * DAY,
  });
  const restored = planPurge([], { trashDays: 30, memory: first.memory, now: start + 31.5 * DAY });
  const again = planPurge([{ id: 'a', deletedAt: start + 31.6 * DAY }], {
    trashDays: 30,
    memory: restored.memory,
    now: start + 33 * DAY,
  });
  expect(again.purge).toEqual([]);
});
