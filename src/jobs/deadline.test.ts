import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterAwake, deadlineFor } from './deadline';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a deadline grows with the bytes, at a stated rate, and with nothing else', () => {
  expect(deadlineFor(0)).toBe(30_000);
  expect(deadlineFor(4_000_000_000)).toBe(30_000 + 4_000_000);
  expect(deadlineFor(4_000_000, 4_000)).toBe(30_000 + 1_000_000);
});

test('time passes while the page is awake', () => {
  const late = vi.fn();
  afterAwake(30_000, late);
  vi.advanceTimersByTime(29_500);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(late).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100_000);
  expect(late).toHaveBeenCalledTimes(1);
});

test('the hours that a computer slept do not count', () => {
  const late = vi.fn();
  const clock = vi.spyOn(performance, 'now');
  let slept = 0;
  let now = 0;
  clock.mockImplementation(() => now + slept);
  afterAwake(30_000, late);
  const pass = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      now += 1000;
      vi.advanceTimersByTime(1000);
    }
  };
  pass(5);
  slept = 8 * 60 * 60 * 1000;
  pass(5);
  expect(late).not.toHaveBeenCalled();
  pass(20);
  expect(late).toHaveBeenCalledTimes(1);
  clock.mockRestore();
});

test('what was done in time is never late', () => {
  const late = vi.fn();
  afterAwake(1000, late)();
  vi.advanceTimersByTime(10_000);
  expect(late).not.toHaveBeenCalled();
});
