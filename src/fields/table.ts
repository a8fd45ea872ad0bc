import { type Asset, titleOf } from '../domain/asset';
import type { Edit, FieldEdit } from '../domain/bulk-edit';
import { type Field, type FieldValue, sameValue } from '../domain/field';
import { fieldValue } from '../domain/field-values';
import type { AssetId } from '../domain/ids';
import { readCsv } from '../text/csv';
import { FIELDS } from './index';

const ID = 'Id';
const FILE_NAME = 'File name';
const SHA256 = 'SHA-256';

/** A table of what assets' fields say: a head, then a row each. */
export function tableOf(assets: readonly Asset[], fields: readonly Field[]): string[][] {
  const head = [ID, FILE_NAME, SHA256, ...fields.map((field) => field.label)];
  const rows = assets.map((asset) => [
    asset.id,
    asset.fileName,
    asset.blobHash,
    ...fields.map((field) => FIELDS[field.type].print(fieldValue(asset, field.id))),
  ]);
  return [head, ...rows];
}

/** What a table that was read would change, before anything is. */
export interface TablePlan {
  edits: Map<AssetId, Edit>;
  /** One line for each asset that changes: its title, and which fields. */
  changes: { title: string; fields: string[] }[];
  /** By the line of the file. */
  errors: { line: number; text: string }[];
  /** Columns that are no field. */
  unknown: string[];
}

/**
 * Compares a table with the library. Rows are matched by Id, else by SHA-256, else by file name; what matches none, or
 * several, is an error of that row. An empty cell empties the field; a column that is not there leaves it alone.
 */
export function planTable(text: string, assets: readonly Asset[], fields: readonly Field[]): TablePlan {
  const plan: TablePlan = { edits: new Map(), changes: [], errors: [], unknown: [] };
  const [head, ...rows] = readCsv(text);
  if (!head) {
    plan.errors.push({ line: 1, text: 'The file is empty.' });
    return plan;
  }
  const names = head.cells.map((cell) => cell.trim());
  const columns = names.map((name) => fields.find((field) => same(field.label, name) || field.id === name));
  const at = (name: string) => names.findIndex((each) => same(each, name));
  const keys = { id: at(ID), hash: at(SHA256), name: at(FILE_NAME) };
  plan.unknown = names.filter((name, i) => name !== '' && !columns[i] && !Object.values(keys).includes(i));
  if (Object.values(keys).every((index) => index < 0)) {
    plan.errors.push({
      line: 1,
      text: `A column “${ID}”, “${SHA256}” or “${FILE_NAME}” is needed to find the assets.`,
    });
    return plan;
  }
  const find = finder(assets, keys);
  for (const { line, cells } of rows) {
    const asset = find(cells);
    if (typeof asset === 'string') {
      plan.errors.push({ line, text: asset });
      continue;
    }
    const changed: Record<string, FieldEdit> = {};
    for (const [i, field] of columns.entries()) {
      const cell = cells[i];
      if (!field || cell === undefined) continue;
      const now = fieldValue(asset, field.id);
      if (saysTheSame(cell, now, field)) continue;
      const value = FIELDS[field.type].parse(cell, field);
      if (value === undefined)
        plan.errors.push({
          line,
          text: `“${cell.slice(0, 60)}” is no value for ${field.label}. ${FIELDS[field.type].problem}`,
        });
      else changed[field.id] = { type: 'set', value };
    }
    if (Object.keys(changed).length === 0) continue;
    plan.edits.set(asset.id, { fields: changed, categories: null });
    const labels = fields.filter((field) => field.id in changed).map((field) => field.label);
    plan.changes.push({ title: titleOf(asset), fields: labels });
  }
  return plan;
}

/**
 * Whether a cell is what an export wrote of a value, also where a spreadsheet has trimmed it, ended its lines in its own way, cut a
 * number to the digits that it knows, or shows its dates in the order of its country: it then changes nothing, whatever it would
 * be read as.
 */
function saysTheSame(cell: string, now: FieldValue, field: Field): boolean {
  const { parse, print } = FIELDS[field.type];
  const [shown, written] = [asSaved(cell), asSaved(print(now))];
  const value = parse(shown, field);
  if (shown === written || (value !== undefined && sameValue(value, parse(written, field) ?? now))) return true;
  if (typeof value === 'number' && typeof now === 'number') return value === Number(now.toPrecision(DIGITS));
  return field.type === 'date' && (sameDay(cell, written) || sameMonth(cell, written));
}

/** IEEE 754 holds so many in any number; spreadsheets show no more. */
const DIGITS = 15;

/** As every file and every spreadsheet can hold it: without halves of letters, lines ended in one way. */
const asSaved = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n');

/** Day, month and year in any order and with any signs between them. */
function sameDay(cell: string, date: string): boolean {
  const [, year = '', month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const numbers = /^\s*(\d{1,4})[./ -]\s?(\d{1,2})[./ -]\s?(\d{1,4})\.?\s*$/.exec(cell)?.slice(1).map(Number);
  if (!day || !numbers) return false;
  const known = [Number(year), Number(month), Number(day)];
  const short = [Number(year.slice(2)), Number(month), Number(day)];
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b).join();
  return sorted(numbers) === sorted(known) || sorted(numbers) === sorted(short);
}

/** A month and its year, "May-23", as Excel shows what it takes for a date, in English or the language of this browser. */
function sameMonth(cell: string, date: string): boolean {
  const [, year = '', month] = /^(\d{4})-(\d\d)$/.exec(date) ?? [];
  const [, name = '', shown = ''] = /^\s*(\p{L}+)\.?[ -](\d{4}|\d\d)\s*$/u.exec(cell) ?? [];
  if (!month || shown === '' || !year.endsWith(shown)) return false;
  const first = new Date(Date.UTC(2000, Number(month) - 1));
  return ['en', undefined].some((language) =>
    (['short', 'long'] as const).some((length) => {
      const known = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' }).format(first);
      return same(known.replace('.', ''), name);
    }),
  );
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** @returns a function that gives the asset of a row, or says why there is none */
function finder(assets: readonly Asset[], keys: { id: number; hash: number; name: number }) {
  const by = (key: (asset: Asset) => string) => {
    const map = new Map<string, Asset[]>();
    for (const asset of assets) {
      const known = map.get(key(asset));
      if (known) known.push(asset);
      else map.set(key(asset), [asset]);
    }
    return map;
  };
  const ids = by((asset) => asset.id);
  const hashes = by((asset) => asset.blobHash);
  // Systems spell the letters of a name in one sign or in two.
  const names = by((asset) => asset.fileName.normalize('NFC'));
  return (cells: readonly string[]): Asset | string => {
    const tries: [Map<string, Asset[]>, string | undefined][] = [
      [ids, cells[keys.id]?.trim()],
      [hashes, cells[keys.hash]?.trim().toLowerCase()],
      [names, cells[keys.name]?.normalize('NFC')],
    ];
    for (const [map, key] of tries) {
      const found = key ? map.get(key) : undefined;
      const [only] = found ?? [];
      if (found && found.length > 1) return `“${key}” is more than one asset.`;
      if (only) return only;
    }
    return 'No asset of the library is this one.';
  };
}
