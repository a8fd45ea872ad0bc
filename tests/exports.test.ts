import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** What a file exports somebody else imports: a name that only its own file needs is nobody else's. */
const root = resolve(import.meta.dirname, '..');
const readable = (folder: string, options: { recursive: boolean }) =>
  readdirSync(join(root, folder), { ...options, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|mjs)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(root, folder, file));
const files = new Map(
  [
    ...['src', 'tests', 'scripts'].flatMap((folder) => readable(folder, { recursive: true })),
    ...readable('.', { recursive: false }),
  ].map((file) => [file, withoutComments(readFileSync(file, 'utf8'))]),
);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const isTest = (file: string) => relative(root, file).startsWith('tests/') || /\.test\.tsx?$/.test(file);
const isOfProgram = (file: string) => relative(root, file).startsWith('src/') && !isTest(file);

/** Each file with those that import it. */
const importers = new Map<string, string[]>();
for (const [file, text] of files) {
  for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)/g)) {
    const path = resolve(dirname(file), target);
    const of = ['', '.ts', '.tsx', '/index.ts', '.mjs'].map((end) => path + end).find((each) => files.has(each));
    if (of) importers.set(of, [...(importers.get(of) ?? []), file]);
  }
}

function* exportsOf(text: string): Generator<string> {
  const declared = /^export (?:async )?(?:function\*?|const|let|interface|type|class) (\w+)/gm;
  for (const [, name = ''] of text.matchAll(declared)) yield name;
  for (const [, list = ''] of text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)) {
    for (const name of list.split(',')) yield name.trim().replace(/^(?:type |.* as )/, '');
  }
}

const exported = [...files].flatMap(([file, text]) =>
  isOfProgram(file) && !file.endsWith('.d.ts') ? [...exportsOf(text)].map((name) => ({ file, text, name })) : [],
);

const named = ({ file, name }: { file: string; name: string }) => `${relative(join(root, 'src'), file)}: ${name}`;
const users = ({ file, name }: { file: string; name: string }) =>
  (importers.get(file) ?? []).filter((each) => new RegExp(`\\b${name}\\b`).test(files.get(each) ?? ''));

test('what nobody else imports is not exported', () => {
  expect(exported.length).toBeGreaterThan(1000);
  expect(exported.filter((each) => users(each).length === 0).map(named)).toEqual([
    // Types of what is exported, which the compiler wants to name.
    'jobs/pool.ts: Pool',
    'ui/parts/list/ItemControls.tsx: ItemControlsProps',
  ]);
});

test('nothing is there for its test alone', () => {
  const idle = exported.filter((each) => {
    const usedHere = (each.text.match(new RegExp(`\\b${each.name}\\b`, 'g')) ?? []).length > 1;
    const by = users(each);
    return by.length > 0 && !usedHere && by.every(isTest);
  });
  expect(idle.map(named)).toEqual([]);
});
