import { expect, test } from 'vitest';
import { isBoilerplate } from './boilerplate';

test.each([
  'OLYMPUS DIGITAL CAMERA         ',
  'KONICA MINOLTA DIGITAL CAMERA',
  'MINOLTA DIGITAL CAMERA',
  'DIGITAL CAMERA',
  'SONY DSC',
  'SAMSUNG',
  'Exif_JPEG_PICTURE',
  'Created with GIMP',
  'Created with The GIMP',
  'Processed with VSCO with a6 preset',
  'File written by Adobe Photoshop¨ 4.0',
  'LEAD Technologies Inc. V1.01',
  'AppleMark\n',
  'CREATOR: gd-jpeg v1.0 (using IJG JPEG v80), quality = 90',
  '<Digimax S500 / Kenox S500 / Digimax Cyber 530>',
  'binary comment',
  'charset=Ascii',
  'Screenshot',
  'Picasa',
  'Copyright,',
  'Copyright (c) ',
  '© ',
  'None',
  'untitled',
  'Default',
  'Photographer, Editor',
  'DCIM\\100MEDIA\\DJI_0001.JPG',
  'C:\\Users\\me\\scan 1.tif',
  'DSC_0001',
  'IMG_20240101_101500.jpg',
  '...',
  '   ',
  '???',
])('"%s" is nobody’s word', (text) => {
  expect(isBoilerplate(text)).toBe(true);
});

test.each([
  'Mayor opens the new bridge',
  'Created with love',
  'Created by Ada Example',
  'Processed by the city archive',
  'Copyright Ada Example 2020',
  '© 2003 Ada Example',
  'My first digital camera',
  'SONY DSC-F505 on a table',
  'Untitled (Nocturne)',
  'Default Street',
  'Samsung headquarters',
  'Photographer at work',
  'in/out.jpg of the program, explained',
  '🎉',
  '港',
  '42',
])('"%s" is', (text) => {
  expect(isBoilerplate(text)).toBe(false);
});

test('a full stop does not make it somebody’s word, and a long text is one', () => {
  expect(isBoilerplate('Photographer.')).toBe(true);
  expect(isBoilerplate('All rights reserved. ')).toBe(true);
  expect(isBoilerplate('A harbour in the morning. '.repeat(10))).toBe(false);
});
