import type { Asset } from '../domain/asset';
import type { Edit } from '../domain/bulk-edit';
import type { Beside, EmbeddedProperties } from '../domain/embedded';
import { type Field, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import { believedValues } from '../fields/belief';
import { currentVersion } from '../library/assets';
import type { Library } from '../library/library';

/** What a sidecar says of an asset that is in the library already: nothing of it is done before somebody asks for it. */
export interface SaidBeside {
  /** What it says that the asset does not; null where that is nothing. */
  edit: Edit | null;
  /** The labels of the fields that it is about. */
  labels: readonly string[];
  /** The name of the asset's file, where the sidecar came without it. */
  aloneOf: string | null;
  /** Whether somebody had it done. */
  applied: boolean;
}

interface Saying {
  file: EmbeddedProperties;
  beside: Beside;
  fields: readonly Field[];
  aloneOf?: string;
}

/** What came beside a file, as an edit of the asset that has its bytes. */
export async function saidBeside(library: Library, asset: Asset, saying: Saying): Promise<SaidBeside> {
  const { file, beside, fields, aloneOf = null } = saying;
  const before = (await currentVersion(library, asset))?.beside ?? {};
  const shown = fields.filter((field) => !field.retired);
  const spokenOf = believedValues({ file: {}, beside }, shown);
  const believed = believedValues({ file, beside: { ...before, ...beside } }, shown);
  // What it had said before was taken in when the asset came; what differs since was changed by somebody here.
  const known = believedValues({ file, beside: before }, shown);
  const news = shown.filter(({ id }) => {
    const value = believed[id];
    return (
      spokenOf[id] !== undefined &&
      value !== undefined &&
      !sameValue(value, fieldValue(asset, id)) &&
      !sameValue(value, known[id] ?? null)
    );
  });
  const sets = news.map(({ id }) => [id, { type: 'set', value: believed[id] ?? null }] as const);
  return {
    edit: news.length > 0 ? { fields: Object.fromEntries(sets), categories: null } : null,
    labels: news.map(({ label }) => label),
    aloneOf,
    applied: false,
  };
}
