import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Which folder of src/ may import which, and which packages. This table is the architecture; docs/architecture.md
 * tells the reasons.
 */
const TABLE: Record<string, { folders: string[]; packages: string[] }> = {
  text: { folders: [], packages: ['@scure/base'] },
  domain: { folders: [], packages: ['valibot', '@scure/base', 'tinybase'] },
  formats: { folders: ['domain'], packages: ['wasm-vips'] },
  fields: { folders: ['domain'], packages: [] },
  editors: { folders: ['domain', 'fields', 'kit'], packages: ['preact'] },
  media: { folders: ['domain', 'formats', 'metadata'], packages: ['wasm-vips', 'file-type'] },
  metadata: {
    folders: ['domain'],
    packages: ['@xmldom/xmldom', 'exifreader', '@noble/hashes', 'fflate', 'brotli-dec-wasm'],
  },
  package: { folders: ['domain'], packages: ['valibot', 'age-encryption', 'fflate', 'hash-wasm'] },
  bag: { folders: ['domain'], packages: ['valibot'] },
  sync: { folders: ['domain'], packages: ['valibot', 'age-encryption', '@scure/base', '@scure/bip39'] },
  library: { folders: ['domain'], packages: ['valibot', 'dexie'] },
  files: { folders: ['domain', 'library'], packages: [] },
  workers: {
    folders: [
      'domain',
      'fields',
      'formats',
      'media',
      'metadata',
      'package',
      'bag',
      'sync',
      'share',
      'library',
      'files',
    ],
    packages: [
      ...['comlink', 'wasm-vips', 'hash-wasm', 'fflate', '@zip.js/zip.js', 'minisearch', 'workbox-precaching'],
      ...['valibot', 'age-encryption'],
    ],
  },
  jobs: {
    folders: ['domain', 'formats', 'media', 'package', 'share', 'library', 'files', 'workers'],
    packages: ['comlink'],
  },
  share: { folders: ['domain'], packages: ['valibot', 'aws4fetch', 'fflate'] },
  intake: { folders: ['domain', 'fields', 'media', 'library', 'jobs'], packages: [] },
  state: {
    folders: ['domain', 'formats', 'library', 'jobs'],
    packages: ['@preact/signals'],
  },
  flows: {
    folders: ['domain', 'fields', 'media', 'package', 'library', 'files', 'jobs', 'intake', 'state'],
    packages: ['@preact/signals'],
  },
  sharing: {
    folders: ['domain', 'share', 'library', 'files', 'jobs', 'state', 'flows'],
    packages: ['@preact/signals'],
  },
  actions: { folders: ['domain', 'state', 'flows', 'sharing', 'kit'], packages: [] },
  ui: {
    folders: [
      'domain',
      'formats',
      'media',
      'fields',
      'editors',
      'share',
      'state',
      'flows',
      'sharing',
      'actions',
      'kit',
    ],
    packages: ['preact', '@preact/signals', 'uqr'],
  },
  receive: {
    folders: ['domain', 'package', 'share', 'files', 'jobs', 'state', 'ui', 'kit'],
    packages: ['preact', '@preact/signals'],
  },
  app: { folders: ['library', 'jobs', 'state', 'flows', 'sharing', 'actions', 'ui'], packages: [] },
  kit: { folders: [], packages: ['preact', '@preact/signals', 'lucide'] },
};

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => join(src, file));

interface Import {
  from: string;
  target: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const [, type, target] of text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'/gm)) {
    if (target) found.push({ from: file, target, typeOnly: Boolean(type) });
  }
  for (const [, target] of text.matchAll(/^\s*import\s+'([^']+)'/gm)) {
    if (target) found.push({ from: file, target, typeOnly: false });
  }
  for (const [, target] of text.matchAll(/import\(\s*'([^']+)'\s*\)/g)) {
    if (target) found.push({ from: file, target, typeOnly: false });
  }
  return found;
}

/** The editors of fields are drawn: they stand beside their type, and count as a folder of their own. */
const folderOf = (file: string) => {
  const path = relative(src, file);
  const drawn = /^fields\/(?:.*\.tsx|editors?(?:\.ts)?|.*\/Editor|list-editor|parsed-input)$/.test(path);
  return drawn ? 'editors' : (path.split('/')[0] ?? '');
};

/** "@scope/name" or "name" of an import of a package, whatever stands behind. */
const packageOf = (target: string) =>
  target
    .replace(/\?.*/, '')
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

const imports = files.flatMap(importsOf).filter(({ from }) => folderOf(from) in TABLE);

test('dependencies point one way', () => {
  const wrong: string[] = [];
  for (const { from, target, typeOnly } of imports) {
    const allowed = TABLE[folderOf(from)];
    const where = relative(src, from);
    if (!target.startsWith('.')) {
      const name = packageOf(target);
      if (!allowed?.packages.includes(name)) wrong.push(`${where} imports the package ${name}`);
      continue;
    }
    const folder = folderOf(resolve(dirname(from), target));
    // Every floor may use what is only about text.
    if (folder === folderOf(from) || folder === 'text') continue;
    if (!allowed?.folders.includes(folder)) wrong.push(`${where} imports ${target}`);
    // A worker is started, never imported: only its types cross.
    if (folder === 'workers' && !typeOnly) wrong.push(`${where} runs worker code from ${target}`);
  }
  expect(wrong).toEqual([]);
});

/** The room that puts all others together: the frame of all pages. */
const FRAME = 'shell';

/** Which rooms of ui the programs above it start from; `parts` and what lies beside the rooms is for all. */
const ROOMS_FROM_ABOVE: Record<string, string> = { app: FRAME, receive: 'parts' };

test('a room of ui draws with parts and itself, and knows no other room; the receiver’s program knows parts only', () => {
  const roomOf = (file: string) => /^ui\/([^/]+)\//.exec(relative(src, file))?.[1] ?? '';
  const wrong = imports.flatMap(({ from, target }) => {
    const room = target.startsWith('.') ? roomOf(resolve(dirname(from), target)) : '';
    const own = roomOf(from) || ROOMS_FROM_ABOVE[folderOf(from)] || '';
    const is = room === '' || room === own || room === 'parts' || own === FRAME;
    return is ? [] : [`${relative(src, from)} imports ${target}`];
  });
  expect(wrong).toEqual([]);
});

test('Dexie is known to the library only, libvips to workers, media and formats only', () => {
  const users = (name: string) => [
    ...new Set(imports.filter(({ target }) => target === name).map(({ from }) => folderOf(from))),
  ];
  expect(users('dexie')).toEqual(['library']);
  expect(users('wasm-vips').sort()).toEqual(['formats', 'media', 'workers']);
});

test('what the library hands out shows nothing of Dexie', () => {
  const inside = /library\/(?:db|bytes|order|upload-rows)$/;
  const reaching = imports.filter(({ from, target }) => folderOf(from) !== 'library' && inside.test(target));
  expect(reaching.map(({ from, target }) => `${relative(src, from)} imports ${target}`)).toEqual([]);
  const used = new Set<string>();
  for (const file of files.filter((each) => folderOf(each) !== 'library')) {
    for (const [, names = ''] of readFileSync(file, 'utf8').matchAll(
      /import\s[^;]*?\{([^}]*)\} from '[^']*library\/[^']+'/g,
    )) {
      for (const name of names.split(',')) used.add(name.trim().replace(/^type /, ''));
    }
  }
  expect(used).toContain('openLibrary');
  const shown = files
    .filter((each) => folderOf(each) === 'library')
    .flatMap((file) => {
      const heads = readFileSync(file, 'utf8').matchAll(
        /^export [^\n]*?(?:function\*?|const) (\w+)([\s\S]*?)(?:\{\n {2}\S|;\n)/gm,
      );
      return [...heads].flatMap(([, name = '', head = '']) =>
        used.has(name) && /\b(?:Dexie|Table|LibraryDb|OpenLibrary)\b/.test(head) && !/library\/db/.test(file)
          ? [name]
          : [],
      );
    });
  expect(shown).toEqual([]);
});

test('every folder says what lives in it, and what it may import, as the table does', () => {
  for (const [folder, { folders, packages }] of Object.entries(TABLE)) {
    if (folder === 'editors') continue;
    const text = readFileSync(join(src, folder, 'README.md'), 'utf8');
    expect(text.length).toBeGreaterThan(200);
    const second = packages.length > 0 ? `. Packages: ${packages.join(', ')}` : '';
    expect(text).toContain(`\nMay import: ${folders.join(', ') || 'no other folder'}${second}.\n`);
  }
});

test('the table allows nothing that nobody uses', () => {
  const used = new Map<string, Set<string>>();
  for (const { from, target } of imports) {
    const folder = folderOf(from);
    const what = target.startsWith('.') ? folderOf(resolve(dirname(from), target)) : packageOf(target);
    used.set(folder, (used.get(folder) ?? new Set()).add(what));
  }
  const unused = Object.entries(TABLE).flatMap(([folder, { folders, packages }]) =>
    [...folders, ...packages].filter((each) => !used.get(folder)?.has(each)).map((each) => `${folder}: ${each}`),
  );
  expect(unused).toEqual([]);
});

test('only jobs start workers, and only they and the workers know Comlink', () => {
  const starts = files.filter((file) => /new (?:Shared)?Worker\(/.test(readFileSync(file, 'utf8')));
  expect([...new Set(starts.map(folderOf))]).toEqual(['jobs']);
  const knows = imports.filter(({ target }) => target === 'comlink').map(({ from }) => relative(src, from));
  expect([...new Set(knows)].filter((file) => !/\.worker\.ts$/.test(file))).toEqual(['jobs/bridge.ts']);
});

const METADATA = ['@noble/hashes', '@xmldom/xmldom', 'brotli-dec-wasm', 'fflate'];

/**
 * Which packages each program may come to load, by its entry: the page, and each worker. What reads files, writes pictures and zips,
 * or encrypts is no matter of the page. (A storage names its client, aws4fetch; only the worker ever asks for it.)
 */
const LOADS: Record<string, string[]> = {
  'main.tsx': [
    ...['preact', '@preact/signals', 'lucide', 'uqr', 'valibot', 'comlink', 'dexie', '@scure/base', 'fflate'],
    ...['aws4fetch', 'tinybase'],
  ],
  'workers/carriers.worker.ts': ['comlink', 'valibot', 'aws4fetch', '@scure/base'],
  'workers/backup.worker.ts': [
    ...['comlink', 'dexie', 'valibot', 'hash-wasm', '@zip.js/zip.js', 'fflate', '@xmldom/xmldom', '@noble/hashes'],
    ...['age-encryption', 'tinybase'],
  ],
  'workers/catalogue.worker.ts': ['comlink', 'dexie', 'minisearch', 'tinybase'],
  'workers/hash.worker.ts': ['comlink', 'hash-wasm', 'file-type', 'exifreader', 'valibot', ...METADATA],
  'workers/image.worker.ts': ['comlink', 'wasm-vips', ...METADATA],
  'workers/restore.worker.ts': [
    'comlink',
    'dexie',
    'valibot',
    'hash-wasm',
    '@zip.js/zip.js',
    'age-encryption',
    'tinybase',
  ],
  'workers/sync.worker.ts': [
    ...['comlink', 'dexie', 'tinybase', 'valibot', 'hash-wasm', 'age-encryption', 'aws4fetch'],
    ...['@scure/base', '@scure/bip39'],
  ],
  'workers/share.worker.ts': ['comlink', 'hash-wasm', 'age-encryption', '@zip.js/zip.js', 'fflate', 'valibot'],
  'workers/zip.worker.ts': ['comlink', '@zip.js/zip.js', '@xmldom/xmldom', '@noble/hashes', 'fflate'],
  'workers/sw.ts': ['workbox-precaching', 'valibot', '@scure/base'],
};

/** A file of src/ that an import means, where it means one. */
function fileOf({ from, target }: Import): string | undefined {
  const path = resolve(dirname(from), target.replace(/\?.*/, ''));
  return ['', '.ts', '.tsx', '/index.ts'].map((end) => path + end).find((each) => files.includes(each));
}

/** What a program loads, and by which way it comes to each package. */
function loadedBy(entry: string): Map<string, string> {
  const ways = new Map([[join(src, entry), entry]]);
  const packages = new Map<string, string>();
  for (const [file, way] of ways) {
    for (const each of files.includes(file) ? importsOf(file) : []) {
      if (each.typeOnly || each.target.endsWith('.css')) continue;
      const next = each.target.startsWith('.') ? fileOf(each) : undefined;
      const name = packageOf(each.target);
      if (next && !ways.has(next)) ways.set(next, `${way} → ${relative(src, next)}`);
      if (!each.target.startsWith('.') && !packages.has(name)) packages.set(name, way);
    }
  }
  return packages;
}

test('each program comes to load just what the table says', () => {
  const started = files
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new Worker\(new URL\('([^']+)'/g)].map(([, path]) => [file, path]),
    )
    .map(([file = '', path = '']) => relative(src, resolve(dirname(file), path)));
  expect(Object.keys(LOADS).sort()).toEqual(['main.tsx', 'workers/sw.ts', ...new Set(started)].sort());
  for (const [entry, allowed] of Object.entries(LOADS)) {
    const loaded = loadedBy(entry);
    const strange = [...loaded].filter(([name]) => !allowed.includes(name)).map(([name, way]) => `${way} → ${name}`);
    expect(strange).toEqual([]);
    expect([...loaded.keys()].sort()).toEqual([...allowed].sort());
  }
});
