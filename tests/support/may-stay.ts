import type { ExportProfile } from '../../src/domain/profile';

type Policy = Exclude<ExportProfile['metadata'], 'everything'>;

/** Properties, as ExifTool calls them, whose text may stay under each policy; whatever else is found was leaked. */
const MAY_STAY: Readonly<Record<Policy, readonly RegExp[]>> = {
  'all-but-location': [
    /^XMP-dc:(?!Coverage)/,
    /^XMP-(?:photoshop|xmp|xmpRights|plus|cc|lr|digiKam|microsoft|xmpMM|aux|exifEX|tiff|mwg-rs|MP|iptcCore|iptcExt|exif):/,
    /^IPTC:(?!City|Sub-location|Province|Country|ContentLocation)/,
    /^IFD0:(?:ImageDescription|Make|Model|Software|Artist|Copyright)$/,
    /^ExifIFD:(?:OwnerName|SerialNumber|LensMake|LensModel|LensSerialNumber)$/,
  ],
  'copyright-only': [
    /^XMP-dc:(?:Rights|Creator)/,
    /^XMP-xmpRights:(?:Owner|UsageTerms|WebStatement)/,
    /^XMP-photoshop:Credit$/,
    /^IPTC:(?:CopyrightNotice|By-line|Credit)$/,
    /^IFD0:(?:Artist|Copyright)$/,
  ],
  none: [],
};

/** What must never be let through where a place may not, whatever list it might be on. */
const PLACES =
  /gps|city|country|province|state\b|sublocation|location|coverage|latitude|longitude|address|region(?:$|ext)|worldregion|thoroughfare|usercomment|:xp[a-z]+$|makernote/i;

export const isPlace = (tag: string): boolean => PLACES.test(tag);

/** Of some tags those that a policy does not let through. */
export const leakedOf = (tags: readonly string[], policy: Policy): string[] =>
  tags.filter((tag) => isPlace(tag) || !MAY_STAY[policy].some((each) => each.test(tag)));
