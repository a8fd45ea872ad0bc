import { readFileSync } from 'node:fs';
import { joined, latin, uint16, viewOf } from '../../src/metadata/bytes';
import { jpegSegments } from '../../src/metadata/containers/jpeg/segments';
import { emptyBlock, entryMaker } from '../../src/metadata/exif/block';
import { writeTiffBlock } from '../../src/metadata/exif/layout';
import { fixture } from './tools';

/** Gives a needle for a place, by the place's name. */
export type Needle = (place: string) => string;

/** A packet of a namespace that nobody knows. */
export const packet = (needle: string): Uint8Array =>
  latin(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 rdf:about="" xmlns:own="http://example.invalid/own/" own:thing="${needle}" own:coded="${Buffer.from(`coded ${needle}`).toString('base64')}"/></rdf:RDF></x:xmpmeta>`);

/** A block of EXIF with a position, and a name of the place. */
export function exif(needle: string): Uint8Array {
  const make = entryMaker(false);
  return writeTiffBlock({
    ...emptyBlock(),
    little: false,
    ifd0: [make.text(0x010d, needle)],
    gps: [make.text(0x1b, needle)],
  });
}

/** A dataset of the city. */
export function iptc(needle: string): Uint8Array {
  return joined([[0x1c, 2, 90], uint16(needle.length), latin(needle)]);
}

/** A profile of colours whose maker left words: in its description, its copyright, its header and a tag of nobody's. */
export function wordedProfile(needle: Needle): Uint8Array {
  const file = new Uint8Array(readFileSync(fixture('wide-gamut.jpg')));
  const segment = [...jpegSegments(file)].find(({ marker }) => marker === 0xe2);
  if (!segment) throw new Error('wide-gamut.jpg has a profile');
  const profile = file.slice(segment.contents + 14, segment.end);
  const view = viewOf(profile);
  const wordsOf = { desc: 12, cprt: 8 } as const;
  for (let i = 0; i < view.getUint32(128); i++) {
    const entry = 132 + i * 12;
    const tag = String.fromCharCode(...profile.subarray(entry, entry + 4));
    if (tag !== 'desc' && tag !== 'cprt') continue;
    profile.set(latin(needle(`profile’s ${tag}`)), view.getUint32(entry + 4) + wordsOf[tag]);
  }
  profile.set(latin(needle('profile’s maker').slice(0, 8)), 48);
  return profile;
}
