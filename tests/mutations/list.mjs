import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A careless edit that the tests must notice.
 * @typedef {object} Mutation
 * @property {string} file from the root of the project
 * @property {string} rule the rule that it breaks
 * @property {string} before stands in the file exactly once
 * @property {string} after
 * @property {string | null} survives why it may stay unnoticed; null where it may not
 */

const folder = import.meta.dirname;
const root = join(folder, '../..');

/** The folders of src/ that have a list. */
export const FOLDERS = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -'.txt'.length))
  .sort();

/**
 * Reads a list: "# file" for those that follow, then for each the rule, "- " before its lines as they are, "+ " as they become,
 * and "! " before the reason why it may survive.
 * @param {string} text
 * @returns {Mutation[]}
 */
export function parseMutations(text) {
  /** @type {Mutation[]} */
  const found = [];
  let file = '';
  for (const block of text.split(/\n{2,}/)) {
    const lines = block.split('\n').filter((line) => line !== '');
    const of = (/** @type {string} */ mark) =>
      lines.filter((line) => line === mark || line.startsWith(`${mark} `)).map((line) => line.slice(2));
    const [head] = of('#');
    if (head) file = head.trim();
    const rule = lines.filter((line) => !/^[#+!-](?: |$)/.test(line)).join(' ');
    const [before, after] = [of('-'), of('+')];
    if (before.length === 0 && rule === '') continue;
    found.push({ file, rule, before: before.join('\n'), after: after.join('\n'), survives: of('!').join(' ') || null });
  }
  return found;
}

/** @param {string} name of a folder of src/ @returns {Mutation[]} */
export const mutationsOf = (name) => parseMutations(readFileSync(join(folder, `${name}.txt`), 'utf8'));

/**
 * A file's text with a mutation in it.
 * @param {Mutation} mutation
 * @returns {{ text: string } | { problem: string }}
 */
export function mutated({ file, before, after }) {
  const path = join(root, file);
  if (!existsSync(path)) return { problem: 'the file is not there' };
  const text = readFileSync(path, 'utf8');
  // Lines are looked for however far they are indented.
  const lines = before.split('\n').map((line) => line.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const found = [...text.matchAll(new RegExp(lines.join('\\n\\s*'), 'g'))];
  const [match] = found;
  if (!match || before === '' || found.length > 1) return { problem: `“${before}” stands in it ${found.length} times` };
  if (match[0] === after) return { problem: 'it changes nothing' };
  return { text: text.slice(0, match.index) + after + text.slice(match.index + match[0].length) };
}
