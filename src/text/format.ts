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
