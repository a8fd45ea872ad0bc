/** Numbers, sizes and dates in the person's own locale. */

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "420 kB", "3.1 GB": decimal units, as systems show them. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value);
}

export function formatNumber(value: number): string {
  return value.toLocaleString();
}

export function formatDate(time: number): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'long' });
}

/** For a column, where a whole date finds no room. */
export function formatDay(time: number): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

export function formatDateTime(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
}

/** A local time without a zone ("2017-02-09T19:51:38"), as cameras write it. */
export function formatLocalTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : formatDateTime(time.getTime());
}

/** "Title, Creator and Keywords". */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

const AGES = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** "3 days ago", "just now". @param now and time in milliseconds */
export function formatAgo(time: number, now: number): string {
  const seconds = (now - time) / 1000;
  const age = AGES.find(([, length]) => seconds >= length);
  return age ? `${plural(Math.floor(seconds / age[1]), age[0])} ago` : 'just now';
}

const STEADY_AFTER_MS = 3000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Tells how long work will still take, as "3 minutes", from how long it took so far.
 * @param now a clock in milliseconds
 * @returns gives the words for so much of it done; "" while it cannot be told
 */
export function timeLeft(now: () => number = () => performance.now()): (done: number, all: number) => string {
  let begun: { at: number; done: number } | undefined;
  return (done, all) => {
    begun ??= { at: now(), done };
    const took = now() - begun.at;
    const did = done - begun.done;
    if (took < STEADY_AFTER_MS || did <= 0 || done >= all) return '';
    const seconds = (((all - done) / did) * took) / 1000;
    if (seconds < MINUTE) return plural(Math.max(5, Math.ceil(seconds / 5) * 5), 'second');
    return seconds < HOUR ? plural(Math.round(seconds / MINUTE), 'minute') : plural(Math.round(seconds / HOUR), 'hour');
  };
}
