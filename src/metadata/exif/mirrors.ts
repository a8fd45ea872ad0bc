import { EXIF_NUMBERS } from './tags';

/**
 * How XMP writes a value of EXIF: as it is, as an ordered list, as four letters, as the number of one byte or of each, with dots
 * between, as words after a code of their characters, as a structure, as a date.
 */
type MirrorForm =
  | 'text'
  | 'number'
  | 'numbers'
  | 'version'
  | 'code'
  | 'codes'
  | 'dotted'
  | 'comment'
  | 'coded'
  | 'flash'
  | 'date';

export interface Mirrored {
  directory: 'ifd0' | 'exif' | 'gps';
  tag: number;
  form: MirrorForm;
  /** All of them say it: standards have moved, and programs read one or the other. */
  properties: readonly string[];
}

type Tags = Readonly<Record<string, number>>;

const of = (directory: Mirrored['directory'], form: MirrorForm, space: string, tags: Tags): Mirrored[] =>
  Object.entries(tags).map(([name, tag]) => ({ directory, tag, form, properties: [`${space}:${name}`] }));

const date = (directory: Mirrored['directory'], tag: number, ...properties: string[]): Mirrored => ({
  directory,
  tag,
  form: 'date',
  properties,
});

/**
 * Tags of EXIF and their properties in XMP (CIPA DC-010-2020, tables 1 to 5). Dates and the program that wrote the file stand where XMP
 * itself has them (XMP part 2, §3.3; MWG guidelines 2.0, §5). Words that fields know have their properties in `domain/synonyms.ts`.
 */
export const EXIF_IN_XMP: readonly Mirrored[] = [
  ...of('ifd0', 'text', 'tiff', { Make: 0x010f, Model: 0x0110 }),
  ...of('ifd0', 'text', 'xmp', { CreatorTool: 0x0131 }),
  ...of('ifd0', 'number', 'tiff', {
    Orientation: 0x0112,
    XResolution: 0x011a,
    YResolution: 0x011b,
    ResolutionUnit: 0x0128,
  }),
  date('ifd0', 0x0132, 'xmp:ModifyDate'),
  date('exif', 0x9003, 'exif:DateTimeOriginal'),
  date('exif', 0x9004, 'exif:DateTimeDigitized', 'xmp:CreateDate'),
  ...of('exif', 'number', 'exif', {
    ...EXIF_NUMBERS,
  }),
  ...of('exif', 'numbers', 'exif', { ISOSpeedRatings: 0x8827, SubjectArea: 0x9214, SubjectLocation: 0xa214 }),
  ...of('exif', 'text', 'exif', { SpectralSensitivity: 0x8824, RelatedSoundFile: 0xa004, ImageUniqueID: 0xa420 }),
  ...of('exif', 'version', 'exif', { ExifVersion: 0x9000, FlashpixVersion: 0xa000 }),
  ...of('exif', 'code', 'exif', { FileSource: 0xa300, SceneType: 0xa301 }),
  ...of('exif', 'codes', 'exif', { ComponentsConfiguration: 0x9101 }),
  ...of('exif', 'comment', 'exif', { UserComment: 0x9286 }),
  ...of('exif', 'flash', 'exif', { Flash: 0x9209 }),
  ...of('exif', 'number', 'exifEX', {
    SensitivityType: 0x8830,
    StandardOutputSensitivity: 0x8831,
    RecommendedExposureIndex: 0x8832,
    ISOSpeed: 0x8833,
    ISOSpeedLatitudeyyy: 0x8834,
    ISOSpeedLatitudezzz: 0x8835,
    Temperature: 0x9400,
    Humidity: 0x9401,
    Pressure: 0x9402,
    WaterDepth: 0x9403,
    Acceleration: 0x9404,
    CameraElevationAngle: 0x9405,
    CompositeImage: 0xa460,
    Gamma: 0xa500,
  }),
  ...of('exif', 'text', 'exifEX', {
    CameraOwnerName: 0xa430,
    BodySerialNumber: 0xa431,
    LensMake: 0xa433,
    LensModel: 0xa434,
    LensSerialNumber: 0xa435,
  }),
  ...of('exif', 'numbers', 'exifEX', { LensSpecification: 0xa432 }),
  ...of('gps', 'dotted', 'exif', { GPSVersionID: 0x00 }),
  ...of('gps', 'number', 'exif', {
    GPSAltitudeRef: 0x05,
    GPSAltitude: 0x06,
    GPSDOP: 0x0b,
    GPSSpeed: 0x0d,
    GPSTrack: 0x0f,
    GPSImgDirection: 0x11,
    GPSDestBearing: 0x18,
    GPSDestDistance: 0x1a,
    GPSDifferential: 0x1e,
    GPSHPositioningError: 0x1f,
  }),
  ...of('gps', 'text', 'exif', {
    GPSSatellites: 0x08,
    GPSStatus: 0x09,
    GPSMeasureMode: 0x0a,
    GPSSpeedRef: 0x0c,
    GPSTrackRef: 0x0e,
    GPSImgDirectionRef: 0x10,
    GPSMapDatum: 0x12,
    GPSDestBearingRef: 0x17,
    GPSDestDistanceRef: 0x19,
  }),
  ...of('gps', 'coded', 'exif', { GPSProcessingMethod: 0x1b, GPSAreaInformation: 0x1c }),
];
