import { getHlcFunctions } from 'tinybase/common';

/**
 * When a cell was written, and by whom: TinyBase's hybrid logical clock, 16 characters that sort as bytes (7 for milliseconds, 4 for a
 * counter, 5 for the writer).
 */
export type Stamp = string & { readonly __brand: 'Stamp' };

export const isStamp = (value: unknown): value is Stamp =>
  typeof value === 'string' && /^[-0-9A-Z_a-z]{16}$/.test(value);

/**
 * The stamp of a device after its last one: by the clock where that is later, else counted on.
 * @param last what it gave out, or saw of another device; undefined where there was none
 */
export function nextStamp(device: string, last: Stamp | undefined, now: () => number = Date.now): Stamp {
  // Not by TinyBase's own `getNextHlc`: it forgets what it has seen where that is minutes ahead, as after a clock was set right.
  const [, , encode, decode] = getHlcFunctions(device, now);
  const time = Math.floor(now());
  const [lastTime, counter] = last ? decode(last) : [0, 0];
  return (time > lastTime ? encode(time, 0) : encode(lastTime, counter + 1)) as Stamp;
}
