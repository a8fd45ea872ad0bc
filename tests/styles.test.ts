import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/**
 * How sheets of styles are loaded and what they may speak of: a module imports the sheet of what it draws, and what every
 * screen has is imported once, before all others. So a class belongs to one sheet, and the order of sheets decides nothing.
 */
const src = resolve(import.meta.dirname, '../src');
const all = readdirSync(src, { recursive: true, encoding: 'utf8' });
const sheets = all.filter((file) => file.endsWith('.css'));
const modules = all.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'));
const read = (file: string) => readFileSync(join(src, file), 'utf8');

/** Loaded by what starts either program: every screen may use their classes. */
const EVERYWHERE = ['kit/tokens.css', 'kit/elements.css', 'kit/controls.css', 'ui/frame.css'];
/** Folders whose sheets belong to pieces that several rooms draw. */
const isShared = (room: string) => room === 'kit' || /^ui\/parts\b/.test(room);
/** What many things can be: such a word is no scope. */
const STATES = [
  'active',
  'selected',
  'failed',
  'done',
  'ready',
  'missing',
  'chosen',
  'small',
  'quiet',
  'open',
  'wrong',
];

interface Selector {
  sheet: string;
  text: string;
  classes: string[];
}

function selectorsOf(sheet: string): Selector[] {
  const text = read(sheet).replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/([^{};]+)\{/g)]
    .flatMap(([, list = '']) => list.split(/,(?![^()]*\))/))
    .map((each) => each.trim())
    .filter((each) => !/^(@|from$|to$|\d+%$|\(|not |screen)/.test(each))
    .map((each) => ({
      sheet,
      text: each,
      classes: [...each.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name),
    }));
}

const selectors = sheets.flatMap(selectorsOf);
/** The sheet that a class belongs to: where a selector begins with it. */
const owners = new Map<string, Set<string>>();
for (const {
  sheet,
  classes: [first],
} of selectors) {
  if (first) owners.set(first, (owners.get(first) ?? new Set()).add(sheet));
}

/** Class names in the markup of a module: of attributes, and of words in what is worked out for them. */
function classesIn(module: string): string[] {
  return [...read(module).matchAll(/\sclass=(?:"([^"]*)"|\{`([^`]*)`\})/g)].flatMap(([, plain, template]) =>
    (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, ' ').split(/\s+/),
  );
}

const sheetsOf = (module: string) =>
  [...read(module).matchAll(/^import '(\.[^']*\.css)';$/gm)].map(([, path = '']) =>
    relative(src, resolve(src, dirname(module), path)),
  );

test('a class belongs to one sheet of one room', () => {
  const shared = [...owners].filter(([, of]) => new Set([...of].map((sheet) => dirname(sheet))).size > 1);
  expect(shared.map(([name, of]) => `.${name}: ${[...of].join(', ')}`)).toEqual([]);
});

test('no sheet styles a state by itself, an element outside its room, or by an id', () => {
  const loose = selectors.filter(
    ({ sheet, text, classes: [first] }) =>
      !['kit/tokens.css', 'kit/elements.css'].includes(sheet) &&
      (first ? STATES.includes(first) || !text.startsWith('.') : !text.startsWith('[data-')),
  );
  const allowed = loose.filter(({ text }) => !/^(textarea\.text-field|\[data-messages\])/.test(text));
  expect(allowed.map(({ sheet, text }) => `${sheet}: ${text}`)).toEqual([]);
});

test('one way of loading: by the modules that draw with it, from their own room', () => {
  const wrong: string[] = [];
  for (const sheet of sheets) if (/@import/.test(read(sheet))) wrong.push(`${sheet} imports another`);
  for (const module of modules) {
    for (const sheet of sheetsOf(module)) {
      const room = dirname(sheet);
      const isOwn = module.startsWith(`${room}/`) && (room !== 'ui' || module === 'ui/mount.ts');
      if (!isOwn && !isShared(room) && module !== 'main.tsx') wrong.push(`${module} loads ${sheet}`);
    }
  }
  for (const sheet of sheets) {
    if (!modules.some((module) => sheetsOf(module).includes(sheet))) wrong.push(`nobody loads ${sheet}`);
  }
  expect(wrong).toEqual([]);
});

test('a module loads the sheets whose classes it draws with', () => {
  const wrong: string[] = [];
  for (const module of modules.filter((each) => each.endsWith('.tsx'))) {
    const loaded = sheetsOf(module);
    for (const name of new Set(classesIn(module))) {
      const of = [...(owners.get(name) ?? [])];
      if (of.length === 0 || of.some((sheet) => EVERYWHERE.includes(sheet) || loaded.includes(sheet))) continue;
      wrong.push(`${module} draws with .${name} of ${of.join(', ')}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('each colour is said once for light and dark', () => {
  const twice = sheets.filter((sheet) => /prefers-color-scheme|\[data-theme/.test(read(sheet)));
  expect(twice).toEqual(['kit/tokens.css']);
  expect(read('kit/tokens.css')).not.toContain('prefers-color-scheme');
});
