import type { Place } from '../../domain/field';

const PAIR = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

/** A latitude and a longitude in degrees. @returns undefined where a text is anything else */
export function coordinatesIn(text: string): Place | undefined {
  const [, first, second] = PAIR.exec(text) ?? [];
  const [latitude, longitude] = [Number(first), Number(second)];
  if (first === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { name: '', latitude, longitude };
}

/** Receivers without a fix state the point where equator and prime meridian meet, in the sea: nobody was there. */
const NULL_ISLAND_DEGREES = 1e-6;

/** Where a receiver says that it was. @returns undefined where it knew none */
export function measuredPosition(text: string): Place | undefined {
  const place = coordinatesIn(text);
  const { latitude, longitude } = place ?? {};
  const nowhere = [latitude, longitude].every((each) => Math.abs(each ?? 0) < NULL_ISLAND_DEGREES);
  return nowhere ? undefined : place;
}
