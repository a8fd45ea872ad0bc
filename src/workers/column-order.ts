import { type Asset, titleOf } from '../domain/asset';
import { type FieldValue, isEmpty } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import type { ColumnId, FactColumn } from '../domain/list-columns';
import { FIELDS, type FieldTypes, fieldTypeOf } from '../fields';

/** What an asset is ordered by in a column; an empty value where it has nothing there. */
const FACTS: Record<FactColumn, (asset: Asset) => string | number | null> = {
  title: titleOf,
  format: (asset) => asset.mime,
  pixels: (asset) => asset.facts.width * asset.facts.height || null,
  dpi: (asset) => asset.facts.dpi,
  bytes: (asset) => asset.bytes,
  added: (asset) => asset.createdAt,
};

const isFact = (column: ColumnId): column is FactColumn => column in FACTS;

/** Takes assets in, batch by batch, and gives their ids in the order of a column. */
interface ColumnOrder {
  add(assets: readonly Asset[]): void;
  /** Ids in order; what has no value in the column comes last whichever way, and the older of two that are alike first. */
  ids(): AssetId[];
}

export function columnOrder(column: ColumnId, descending: boolean, types: FieldTypes): ColumnOrder {
  const some: { id: AssetId; value: FieldValue }[] = [];
  const none: AssetId[] = [];
  const fieldId = column.slice('field:'.length);
  const read = isFact(column) ? FACTS[column] : (asset: Asset) => fieldValue(asset, fieldId);
  return {
    add(assets) {
      for (const asset of assets) {
        const value = read(asset);
        if (isEmpty(value)) none.push(asset.id);
        else some.push({ id: asset.id, value });
      }
    },
    ids() {
      const first = some[0]?.value ?? null;
      const { compare } = isFact(column)
        ? FIELDS[typeof first === 'number' ? 'number' : 'text']
        : fieldTypeOf(fieldId, first, types);
      const sign = descending ? -1 : 1;
      some.sort((a, b) => sign * compare(a.value, b.value) || (a.id < b.id ? -1 : 1));
      return [...some.map(({ id }) => id), ...none.sort()];
    },
  };
}
