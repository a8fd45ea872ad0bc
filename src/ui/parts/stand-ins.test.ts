import { expect, test } from 'vitest';
import { NO_FACTS } from '../../domain/asset';
import { standInLabel } from './stand-ins';

test.each([
  [{}, ''],
  [{ standIns: [] }, ''],
  [{ standIns: ['Univers', 'Gill'] }, 'Not on this device, so another stands in: “Univers”, “Gill”'],
  [{ withoutText: true }, 'Text is left out: this drawing holds more than can be drawn with it here'],
  [
    { withoutText: true, standIns: ['Univers'] },
    'Text is left out: this drawing holds more than can be drawn with it here. Not on this device: “Univers”',
  ],
])('of %o', (facts, label) => {
  expect(standInLabel({ facts: { ...NO_FACTS, ...facts } })).toBe(label);
});
