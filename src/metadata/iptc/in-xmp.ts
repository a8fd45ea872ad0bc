import { bag, plain, type Written } from '../xmp/text';
import type { RawDataset } from './iim';
import { iptcWords } from './part';

/**
 * What IPTC-IIM says and no field reads, as XMP says it: for files that have no place for its records (IPTC Photo Metadata
 * 2023.2, mapping to IIM; MWG guidelines 2.0, §5). What XMP has no property for (edit status, dates of release) is not in it.
 */
export function iptcInXmp(datasets: readonly RawDataset[]): Written[] {
  const words = (name: string) => iptcWords(datasets, name).filter((each) => each.trim() !== '');
  const written: Written[] = [];
  for (const [name, property] of TEXTS) {
    const [text] = words(name);
    if (text) written.push([property, plain(text)]);
  }
  const categories = words('SupplementalCategories');
  if (categories.length > 0) written.push(['photoshop:SupplementalCategories', bag(categories)]);
  // "IPTC:08003002:life:forest:": of a reference XMP has the code alone, of a genre the name.
  const codes = words('SubjectReference').flatMap((reference) => /(?:^|:)(\d{8})(?::|$)/.exec(reference)?.[1] ?? []);
  if (codes.length > 0) written.push(['Iptc4xmpCore:SubjectCode', bag(codes)]);
  const [genre] = words('ObjectAttributeReference').flatMap((each) => /^\d{3}:(.+)$/.exec(each)?.[1] ?? each);
  if (genre) written.push(['Iptc4xmpCore:IntellectualGenre', plain(genre)]);
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(words('DigitalCreationDate')[0] ?? '') ?? [];
  if (year) {
    const [, hours, minutes, seconds, zone = ''] =
      /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(words('DigitalCreationTime')[0] ?? '') ?? [];
    const time = hours ? `T${hours}:${minutes}:${seconds}${zone.replace(/(\d\d)$/, ':$1')}` : '';
    written.push(['xmp:CreateDate', plain(`${year}-${month}-${day}${time}`)]);
  }
  return written;
}

const TEXTS = [
  ['Urgency', 'photoshop:Urgency'],
  ['Category', 'photoshop:Category'],
] as const;
