import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { caseFile, hasCases } from '../support/cases';
import { fixture, has } from '../support/tools';

/** What exports say, as a person makes them: ExifTool and a search of the bytes are the judges. */
const text = (path: string) => execFileSync('exiftool', ['-a', '-G1', '-s', path], { encoding: 'utf8' });
const holds = (path: string, word: string) =>
  [Buffer.from(word), Buffer.from(word, 'utf16le')].some((needle) => readFileSync(path).includes(needle));

describe.skipIf(!has('exiftool'))('exports', () => {
  let app: App;
  const CASES = [
    'removed-keyword-stays/two-people.jpg',
    'place-in-web-export/comment-and-xp.jpg',
    'place-in-web-export/drone-xmp.jpg',
    'turned-twice/faces-exif6.jpg',
    'gain-map-that-is-gone/ultra-hdr.jpg',
    'camera-lost-in-tiff/camera.jpg',
    'brackets-cut/credit-in-brackets.jpg',
  ];
  beforeAll(async () => {
    app = await openApp();
    await app.upload([fixture('located.jpg'), ...(hasCases ? CASES.map(caseFile) : [])]);
    await app.settled();
  });
  afterAll(() => app.close());

  test('of a file that nobody touched say what it said, and no place where the profile lets none out', async () => {
    const print = text((await app.download('located.jpg', 'Print 300 dpi')).path);
    for (const said of [/Model +: Test Camera/, /GPSLatitude +:/, /IPTC\] +City +: Paris/]) expect(print).toMatch(said);
    const { path } = await app.download('located.jpg', 'Web 1600');
    expect(text(path)).not.toMatch(/GPS|Paris/);
    expect(holds(path, 'Paris')).toBe(false);
  });

  describe.skipIf(!hasCases)('of cases', () => {
    test('a keyword that was taken out is nowhere', async () => {
      const { page } = app;
      await page.getByRole('gridcell', { name: 'two-people.jpg' }).focus();
      await page.keyboard.press('e');
      const edit = page.getByRole('dialog', { name: 'Edit two-people.jpg' });
      await edit.getByRole('button', { name: 'Remove Marie Curie' }).first().click();
      await edit.getByRole('button', { name: 'Save' }).click();
      await edit.waitFor({ state: 'detached' });
      for (const profile of ['Web 1600', 'Print 300 dpi', 'WebP 2048']) {
        const { path } = await app.download('two-people.jpg', profile);
        expect(holds(path, 'Marie'), profile).toBe(false);
        expect(text(path), profile).toMatch(/Subject +: Pierre Curie/);
      }
    });

    // The first is called by the title that Windows' tag gives it.
    test.each(['5 Example Lane, Sampletown', 'drone-xmp.jpg'])('%s says no place', async (name) => {
      for (const profile of ['Web 1600', 'WebP 2048', 'AVIF 2048']) {
        const { path } = await app.download(name, profile);
        expect(text(path), profile).not.toMatch(/48\.137|11\.575|48 deg 8|Latitude|Example Lane/);
        for (const word of ['48.137', '11.575', 'Example Lane']) expect(holds(path, word), profile).toBe(false);
      }
    });

    test('faces lie on the faces of the upright picture', async () => {
      for (const profile of ['Web 1600', 'Print 300 dpi', 'WebP 2048']) {
        const said = text((await app.download('faces-exif6.jpg', profile)).path);
        expect(said, profile).toMatch(/RegionAppliedToDimensionsW +: 840/);
        expect(said, profile).toMatch(/RegionAreaX +: 0\.3684\d*, 0\.6875/);
        expect(said, profile).not.toMatch(/\] +Orientation +: (?!Horizontal)/);
      }
    });

    test('no gain map is promised; the camera and whole EXIF text reach TIFF and WebP', async () => {
      expect(text((await app.download('ultra-hdr.jpg', 'Print 300 dpi')).path)).not.toMatch(/hdrgm|GainMap/i);
      expect(text((await app.download('camera.jpg', 'Print 300 dpi')).path)).toMatch(/LensModel +: RF85mm F2/);
      const { path } = await app.download('credit-in-brackets.jpg', 'WebP 2048');
      expect(text(path)).toMatch(/IFD0\] +Copyright +: Jane Doe \(AFP\) 2024 \(all rights reserved\)/);
    });
  });

  test('nothing went wrong on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
