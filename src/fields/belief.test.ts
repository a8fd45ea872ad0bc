import { describe, expect, test } from 'vitest';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { type Beside, type EmbeddedProperties, originOf } from '../domain/embedded';
import { FIELD_TYPES, type Field, type FieldValue } from '../domain/field';
import { beliefOf, believedValues } from './belief';
import { FIELDS } from './index';

const values = (properties: EmbeddedProperties) => believedValues(originOf(properties), DEFAULT_FIELDS);

const named = (name: string) => ({ name, latitude: null, longitude: null });

describe('what is believed', () => {
  test.each<[string, EmbeddedProperties, Record<string, FieldValue>]>([
    ['XMP before IPTC', { 'dc:title': { languages: { 'x-default': 'A' } }, 'iptc:ObjectName': 'B' }, { title: 'A' }],
    ['IPTC where XMP is empty', { 'dc:title': '', 'iptc:ObjectName': 'B' }, { title: 'B' }],
    ['XMP and IPTC before EXIF', { 'exif:Copyright': '© E', 'iptc:CopyrightNotice': '© I' }, { copyright: '© I' }],
    [
      'EXIF’s ASCII gives way to the same with accents',
      { 'exif:Artist': 'Zo? ?ngstr?m', 'exif:XPAuthor': 'Zoë Ångström' },
      { creator: ['Zoë Ångström'] },
    ],
    [
      'IPTC cut off after 32 bytes gives way to the whole of it',
      { 'iptc:By-line': ['Maximiliane Alexandra von Hohen'], 'exif:Artist': 'Maximiliane Alexandra von Hohenfels' },
      { creator: ['Maximiliane Alexandra von Hohenfels'] },
    ],
    ['several artists in EXIF', { 'exif:Artist': 'A; B' }, { creator: ['A', 'B'] }],
    ['keywords once each', { 'iptc:Keywords': ['a', 'b', 'a', ' '] }, { keywords: ['a', 'b'] }],
    [
      'a date with its zone',
      { 'exif:DateTimeOriginal': '2024:02:29 23:59:59', 'exif:OffsetTimeOriginal': '+05:45' },
      { 'date-created': '2024-02-29T23:59:59+05:45' },
    ],
    [
      'IPTC’s date and time',
      { 'iptc:DateCreated': '20240229', 'iptc:TimeCreated': '101500+0100' },
      { 'date-created': '2024-02-29T10:15:00+01:00' },
    ],
    [
      'a date that is none gives way',
      { 'exif:DateTimeOriginal': '0000:00:00 00:00:00', 'photoshop:DateCreated': '1923' },
      { 'date-created': '1923' },
    ],
    ['a rating', { 'xmp:Rating': '4' }, { rating: 4 }],
    [
      'a tracker’s route is nobody’s caption, and makes none longer',
      { 'exif:ImageDescription': 'Harbour', 'exif:UserComment': 'Harbour; Latitude: 48.1370000' },
      { description: 'Harbour' },
    ],
    ['nor is it one alone', { 'exif:UserComment': 'Latitude: 48.1', 'exif:XPSubject': '5 Example Lane' }, {}],
    ['rejected is no rating', { 'xmp:Rating': '-1' }, {}],
    [
      'a place with coordinates',
      { 'Iptc4xmpCore:Location': 'Pier 3', 'exif:GPSPosition': '45.98, -9.26' },
      { place: { name: 'Pier 3', latitude: 45.98, longitude: -9.26 } },
    ],
    ['numbers in a name are no coordinates', { 'iptc:Sub-location': 'Hall 11, 34' }, { place: named('Hall 11, 34') }],
    ['a name that is two numbers', { 'Iptc4xmpCore:Location': '11, 34' }, { place: named('11, 34') }],
    ['a receiver without a fix was nowhere', { 'exif:GPSPosition': '0, 0' }, {}],
    [
      'on the equator is a place',
      { 'exif:GPSPosition': '0, 9.5' },
      { place: { ...named(''), latitude: 0, longitude: 9.5 } },
    ],
    [
      'XMP’s own copy of EXIF is heard where EXIF says nothing',
      { 'xmp-exif:DateTimeOriginal': '2023-07-08T09:10:11', 'xmp-exif:GPSPosition': '48.1, 11.5' },
      { 'date-created': '2023-07-08T09:10:11', place: { name: '', latitude: 48.1, longitude: 11.5 } },
    ],
    [
      'a malformed zone gives way',
      { 'exif:DateTimeOriginal': '2008:05:25 19:31:26', 'xmp-exif:DateTimeOriginal': '2008-05-25T19:31:26.0+1:00' },
      { 'date-created': '2008-05-25T19:31:26' },
    ],
    [
      'a malformed zone of its own costs a date nothing',
      { 'exif:DateTimeOriginal': '2008:05:25 19:31:26', 'exif:OffsetTimeOriginal': '+1:00' },
      { 'date-created': '2008-05-25T19:31:26' },
    ],
    [
      'the same local time with its zone says more',
      { 'exif:DateTimeOriginal': '2024:02:21 10:14:22', 'xmp-exif:DateTimeOriginal': '2024-02-21T10:14:22.27+05:30' },
      { 'date-created': '2024-02-21T10:14:22+05:30' },
    ],
    [
      'another local time with a zone does not',
      { 'exif:DateTimeOriginal': '2024:02:21 10:14:22', 'photoshop:DateCreated': '2024-02-21T10:15:22+05:30' },
      { 'date-created': '2024-02-21T10:14:22' },
    ],
    [
      'a zone without seconds',
      { 'exif:DateTimeOriginal': '2024:02:21 10:14:22', 'photoshop:DateCreated': '2024-02-21T10:14+05:30' },
      { 'date-created': '2024-02-21T10:14:22+05:30' },
    ],
    [
      'IPTC’s zone is not asked, since it has to state one',
      {
        'exif:DateTimeOriginal': '2024:02:21 10:14:22',
        'iptc:DateCreated': '20240221',
        'iptc:TimeCreated': '101422+0000',
      },
      { 'date-created': '2024-02-21T10:14:22' },
    ],
    ['24 o’clock is no time', { 'exif:DateTimeOriginal': '2024:02:21 24:00:00' }, {}],
    [
      'what a camera puts there is no caption',
      { 'exif:ImageDescription': 'OLYMPUS DIGITAL CAMERA         ', 'exif:XPComment': 'Mayor opens the bridge' },
      { description: 'Mayor opens the bridge' },
    ],
    ['and fills no field alone', { 'exif:ImageDescription': 'SONY DSC', 'exif:Copyright': 'Copyright,' }, {}],
    [
      'keywords that are only paths',
      { 'lr:hierarchicalSubject': ['Places|Europe|Rome', 'sea'] },
      { keywords: ['Rome', 'sea'] },
    ],
    ['Windows’ keywords', { 'exif:XPKeywords': 'sea;harbour' }, { keywords: ['sea', 'harbour'] }],
    ['Windows’ stars', { 'MicrosoftPhoto:Rating': '75' }, { rating: 4 }],
    ['Windows’ stars in EXIF', { 'exif:RatingPercent': 99 }, { rating: 5 }],
    [
      'faces are persons shown, pets and focus points are not',
      {
        'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Name': 'Mia',
        'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Type': 'Face',
        'mwg-rs:Regions/mwg-rs:RegionList[2]/mwg-rs:Name': 'Rex',
        'mwg-rs:Regions/mwg-rs:RegionList[2]/mwg-rs:Type': 'Pet',
        'MP:RegionInfo/MPRI:Regions[1]/MPReg:PersonDisplayName': 'Ana',
        'Iptc4xmpExt:PersonInImage': ['Li'],
      },
      { 'persons-shown': ['Li', 'Mia', 'Ana'] },
    ],
    ['a script is no address', { 'xmpRights:WebStatement': 'javascript:alert(1)' }, {}],
  ])('%s', (_name, properties, expected) => {
    expect(values(properties)).toEqual(expected);
  });

  const camera = {
    'exif:Artist': 'CAMERA OWNER 7',
    'exif:Copyright': 'CAMERA OWNER 2019',
    'exif:DateTimeOriginal': '2019:01:01 00:00:00',
    'xmp:Rating': '1',
  };
  test.each<[string, EmbeddedProperties, Beside, Record<string, FieldValue>]>([
    [
      'a sidecar is believed before the file',
      camera,
      { sidecar: { 'dc:creator': ['Ada'], 'xmp-exif:DateTimeOriginal': '2023-07-08T09:10:11', 'xmp:Rating': '4' } },
      { creator: ['Ada'], copyright: 'CAMERA OWNER 2019', 'date-created': '2023-07-08T09:10:11', rating: 4 },
    ],
    [
      'and gives way where what it says is nothing',
      { 'dc:title': 'Words', 'exif:DateTimeOriginal': '2008:05:25 19:31:26' },
      { sidecar: { 'dc:title': 'Untitled', 'xmp-exif:DateTimeOriginal': '2008-05-25T19:31:26+1:00' } },
      { title: 'Words', 'date-created': '2008-05-25T19:31:26' },
    ],
    [
      'Google’s moment gives way to the clock on the wall',
      { 'exif:DateTimeOriginal': '2009:11:16 13:51:58' },
      { takeout: { 'photoshop:DateCreated': '2009-11-16T12:51:58Z' } },
      { 'date-created': '2009-11-16T13:51:58' },
    ],
    [
      'but not to another one',
      { 'exif:DateTimeOriginal': '2019:01:01 00:00:00' },
      { takeout: { 'photoshop:DateCreated': '2009-11-16T12:51:58Z' } },
      { 'date-created': '2009-11-16T12:51:58Z' },
    ],
  ])('%s', (_name, file, beside, expected) => {
    expect(believedValues({ file, beside }, DEFAULT_FIELDS)).toEqual(expected);
  });

  test('whom is believed is told, and what the others say', () => {
    const description = DEFAULT_FIELDS.find(({ id }) => id === 'description') as Field;
    const file = { 'exif:ImageDescription': 'E', 'dc:description': 'X', 'exif:XPComment': 'X' };
    expect(beliefOf({ file, beside: { sidecar: { 'dc:description': 'S' } } }, description)).toEqual({
      value: 'S',
      sources: ['sidecar'],
      others: [
        { property: 'dc:description', source: 'xmp', value: 'X' },
        { property: 'exif:ImageDescription', source: 'exif', value: 'E' },
      ],
    });
  });

  test('where IPTC was changed last it is believed before XMP', () => {
    const both = { 'dc:title': 'X', 'iptc:ObjectName': 'I', 'iptc:IPTCDigest': 'aa' };
    expect(values({ ...both, 'iptc:CurrentIPTCDigest': 'bb' }).title).toBe('I');
    expect(values({ ...both, 'iptc:CurrentIPTCDigest': 'aa' }).title).toBe('X');
  });
});

describe('every type reads what it prints', () => {
  const samples: Record<string, FieldValue[]> = {
    text: ['a, b; c'],
    'long-text': ['a\nb'],
    number: [0, -1.5, 3e6],
    date: ['1923', '1923-05', '2024-02-29T23:59:59+05:45'],
    boolean: [true, false],
    choice: ['Red'],
    choices: [['Red', 'Blue, dark']],
    tags: [['a, b', '海']],
    rating: [1, 5],
    url: ['https://example.org/?a=1;b=2'],
    person: [['Mia', 'Ortiz, Ana']],
    place: [
      { name: 'Rome', latitude: null, longitude: null },
      { name: 'Rome', latitude: 41.9, longitude: 12.5 },
      { name: '', latitude: -41.9, longitude: 12.5 },
      { name: 'Hall 11, 34', latitude: null, longitude: null },
      { name: '11, 34', latitude: null, longitude: null },
      { name: 'Hall (11, 34)', latitude: null, longitude: null },
      { name: 'Hall (west)', latitude: null, longitude: null },
      { name: 'Hall ()', latitude: 1, longitude: 2 },
      { name: 'Hall ()', latitude: null, longitude: null },
    ],
  };
  test.each(FIELD_TYPES)('%s', (type) => {
    const field = { options: ['Red', 'Blue, dark'] };
    for (const value of samples[type] ?? [])
      expect(FIELDS[type].parse(FIELDS[type].print(value), field)).toEqual(value);
    expect(FIELDS[type].print(null)).toBe('');
    for (const a of samples[type] ?? [])
      for (const b of samples[type] ?? [])
        expect(Math.sign(FIELDS[type].compare(a, b)) + Math.sign(FIELDS[type].compare(b, a))).toBe(0);
  });
});

test('what is never believed is offered', () => {
  const description = DEFAULT_FIELDS.find(({ id }) => id === 'description') as Field;
  const belief = beliefOf(originOf({ 'exif:UserComment': 'At the harbour' }), description);
  expect(belief).toMatchObject({ value: null, others: [{ property: 'exif:UserComment', value: 'At the harbour' }] });
});

describe('rules that few files need', () => {
  const of = (id: string) => DEFAULT_FIELDS.find((field) => field.id === id) as Field;

  test('what the table of synonyms adds comes after what the field names, whoever says it', () => {
    // Windows' title is EXIF's; the field names XMP's and IPTC's.
    const said = { 'photoshop:DocumentTitle': 'A working title', 'iptc:ObjectName': 'The title' };
    expect(beliefOf(originOf(said), of('title'))?.value).toBe('The title');
  });

  test('a digest of zeros says nothing of who changed what', () => {
    const said = { 'dc:title': 'X', 'iptc:ObjectName': 'I', 'iptc:CurrentIPTCDigest': 'ab12' };
    const value = (stated: string) => beliefOf(originOf({ ...said, 'iptc:IPTCDigest': stated }), of('title'))?.value;
    expect([value('cd34'), value('ab12'), value('0000')]).toEqual(['I', 'X', 'X']);
  });

  test('words of a camera are a camera’s in a caption, and a keyword’s own among keywords', () => {
    expect(values({ 'dc:subject': ['SONY DSC', 'sea'] })).toEqual({ keywords: ['SONY DSC', 'sea'] });
    expect(values({ 'dc:description': 'SONY DSC' })).toEqual({});
  });

  test('choices are those of the field, told apart without case', () => {
    const field: Field = { ...of('keywords'), id: 'x', type: 'choices', options: ['Sea', 'Land'] };
    expect(beliefOf(originOf({ 'dc:subject': ['sea'] }), field)?.value).toEqual(['Sea']);
    expect(beliefOf(originOf({ 'dc:subject': ['sky'] }), field)).toBeUndefined();
  });

  test.each([
    ['1', 1],
    ['25', 2],
    ['50', 3],
    ['75', 4],
    ['99', 5],
    ['0', undefined],
    ['101', undefined],
  ])('Windows counts %s of a hundred: %s stars', (percent, stars) => {
    expect(values({ 'MicrosoftPhoto:Rating': percent }).rating).toBe(stars);
  });

  test('who is named and has a face stands once', () => {
    const face = 'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Name';
    expect(values({ 'Iptc4xmpExt:PersonInImage': ['Ana'], [face]: 'Ana' })).toEqual({ 'persons-shown': ['Ana'] });
    const another = { [face]: 'Jan' };
    expect(Object.values(values({ 'Iptc4xmpExt:PersonInImage': ['Ana'], ...another }))).toEqual([['Ana', 'Jan']]);
  });
});
