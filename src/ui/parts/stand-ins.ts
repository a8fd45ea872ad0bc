import type { Asset } from '../../domain/asset';

/** What of a drawing is not as its maker meant it: text that is left out, fonts that this device lacks; empty where nothing is. */
export function standInLabel({ facts }: Pick<Asset, 'facts'>): string {
  const names = (facts.standIns ?? []).map((name) => `“${name}”`).join(', ');
  if (!facts.withoutText) return names && `Not on this device, so another stands in: ${names}`;
  const left = 'Text is left out: this drawing holds more than can be drawn with it here';
  return names ? `${left}. Not on this device: ${names}` : left;
}
