import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldValue } from '../../src/domain/field';

/** Files from other people's bug reports, where they are on this machine: what is believed of them. */
const FOLDER = join(import.meta.dirname, '../../../shared/cases');
export const hasCases = existsSync(FOLDER);
export const caseFile = (path: string) => join(FOLDER, path);

type Values = Record<string, FieldValue | undefined>;
const place = (name: string, latitude: number | null, longitude: number | null) => ({ name, latitude, longitude });

/** By file: values of fields, as ExifTool reads the file; undefined where a field is empty. */
export const CASES: Record<string, Values> = {
  'caption-boilerplate/gimp.avif': { description: 'This is a testfile', rating: 5 },
  'caption-boilerplate/olympus.jpg': { description: 'Mayor opens the new bridge' },
  'copyright-overwritten/camera-copyright.jpg': { copyright: '© 2003 Ada Example', description: 'Workshop with bench' },
  'date-lost-by-xmp/bad-zone.jpg': { 'date-created': '2008-05-25T19:31:26' },
  'date-lost-by-xmp/zone-in-both.jpg': { 'date-created': '2024-02-21T10:14:22+05:30' },
  'null-island/zero-zero.jpg': { place: undefined },
  'png-raw-profile/imagemagick.png': {
    title: 'ovni',
    city: 'Paris',
    country: 'FRA - France',
    credit: 'Spielberg',
    copyright: 'E.T.',
    'date-created': '2006-02-04T16:09:30',
  },
  'windows-tags/xp-tags.jpg': {
    title: 'Titel und ähnliches',
    description: 'And a standard comment',
    keywords: ['עברית (Hebrew)'],
    creator: ['Українська (Russian?)'],
  },
  'removed-keyword-stays/two-people.jpg': {
    keywords: ['Marie Curie', 'Pierre Curie'],
    'persons-shown': ['Marie Curie', 'Pierre Curie'],
  },
  'place-in-web-export/drone-xmp.jpg': { place: place('', 48.137, 11.575) },
  'sidecar-against-exif/IMG_7001.jpg': { creator: undefined, description: undefined },
};
