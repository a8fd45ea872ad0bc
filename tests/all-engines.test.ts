import { expect, test } from 'vitest';
import { ENGINES } from './support/engines';

/** Whoever has only one browser tests with that one; where all are asked for, one that is missing is a fault. */
test.skipIf(!process.env.SATCHEL_ALL_ENGINES)('every engine that the program is made for can be driven here', () => {
  expect(ENGINES.flatMap(({ name, missing }) => (missing ? [`${name}: ${missing}`] : []))).toEqual([]);
});
