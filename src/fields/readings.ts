import type { EmbeddedProperties, EmbeddedValue } from '../domain/embedded';
import type { SynonymForm } from '../domain/synonyms';

/** The texts of a value: one, or the items of a list; of several languages the default. */
export function textsOf(value: EmbeddedValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if ('languages' in value) {
    const { languages } = value;
    const text = languages['x-default'] ?? languages.en ?? Object.values(languages)[0];
    return text === undefined ? [] : [text];
  }
  return value;
}

/** The items that a property lists in its form. */
export function itemsOf(properties: EmbeddedProperties, property: string, form: SynonymForm): string[] {
  const list = form === 'regions' ? regionNames(properties, property) : textsOf(properties[property] ?? []);
  const items = list.flatMap((text) => itemsIn(text, form));
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))];
}

function itemsIn(text: string, form: SynonymForm): string[] {
  switch (form) {
    // EXIF joins several names with semicolons (EXIF 2.32, Artist), and so does Windows.
    case 'joined':
      return text.split(';');
    case 'paths-by-bar':
    case 'acdsee':
      return [lastOf(text, '|')];
    case 'paths-by-slash':
      return [lastOf(text, '/')];
    default:
      return [text];
  }
}

const lastOf = (path: string, separator: string) => path.slice(path.lastIndexOf(separator) + 1);

/** The structures of regions by their first property: where a name stands, and where what kind of region it is. */
const REGION_NAMES: Readonly<Record<string, { name: RegExp; type?: string }>> = {
  'mwg-rs:Regions': { name: /^(mwg-rs:Regions\/mwg-rs:RegionList\[\d+\]\/)mwg-rs:Name$/, type: 'mwg-rs:Type' },
  'MP:RegionInfo': { name: /^(MP:RegionInfo\/MPRI:Regions\[\d+\]\/)MPReg:PersonDisplayName$/ },
};

/** The names of faces: of the Metadata Working Group's regions those that are not pets, focus points or barcodes. */
function regionNames(properties: EmbeddedProperties, property: string): string[] {
  const of = REGION_NAMES[property];
  if (!of) return [];
  return Object.entries(properties).flatMap(([path, value]) => {
    const [, region] = of.name.exec(path) ?? [];
    if (region === undefined) return [];
    const type = of.type ? String(properties[region + of.type] ?? 'Face') : 'Face';
    return type === 'Face' ? [String(value)] : [];
  });
}
