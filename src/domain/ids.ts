/** A string that may only be used for one kind of row: mixing up an asset's id and a version's is a type error. */
type Brand<Name extends string> = string & { readonly __brand: Name };

export type AssetId = Brand<'AssetId'>;
export type VersionId = Brand<'VersionId'>;
export type CategoryId = Brand<'CategoryId'>;
export type CollectionId = Brand<'CollectionId'>;
export type CollectionItemId = Brand<'CollectionItemId'>;
export type ShareId = Brand<'ShareId'>;
export type JobId = Brand<'JobId'>;
export type NoteId = Brand<'NoteId'>;
export type UndoId = Brand<'UndoId'>;
/** SHA-256 of a file's bytes, 64 lower-case hexadecimal digits. */
export type BlobHash = Brand<'BlobHash'>;

/** Every id has this length, so that many of them can travel as one string (see packed-ids.ts). */
export const ID_LENGTH = 20;

/** Crockford's base 32: sorts like the number it stands for. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

let lastTime = 0;
let lastRandom: number[] = [];

/**
 * A new id that sorts by time: ten digits of milliseconds, ten random ones. Ids made by one page within one
 * millisecond count upwards, so the order of making is the order of sorting (as ULID's monotonic mode).
 */
export function newId<Id extends string>(now = Date.now()): Id {
  if (now > lastTime || lastRandom.length === 0) {
    lastTime = now;
    lastRandom = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte & 31);
    lastRandom[0] = (lastRandom[0] ?? 0) & 15;
  } else {
    increment(lastRandom);
  }
  let time = '';
  for (let rest = lastTime, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = DIGITS[rest % 32] + time;
  return (time + lastRandom.map((digit) => DIGITS[digit]).join('')) as Id;
}

/**
 * A new id that sorts after another one: by the clock where that does, else by counting on from it. A clock may have
 * been ahead when the other was made. It counts on by a step at random, so that the id of a row that is gone is not given
 * to another.
 */
export function idAfter<Id extends string>(last: string | undefined): Id {
  const id = newId<Id>();
  if (last === undefined || id > last || !isId(last)) return id;
  const step = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  let rest = [...last].reduce((n, digit) => n * 32n + BigInt(DIGITS.indexOf(digit)), 0n) + BigInt(step) + 1n;
  let after = '';
  for (let i = 0; i < ID_LENGTH; i++, rest /= 32n) after = DIGITS.charAt(Number(rest % 32n)) + after;
  return after as Id;
}

const isId = (text: string) => text.length === ID_LENGTH && [...text].every((digit) => DIGITS.includes(digit));

function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    const next = (digits[i] ?? 0) + 1;
    digits[i] = next & 31;
    if (next < 32) return;
  }
}
