// `npm run mutate`: breaks one rule after another and tells which the tests do not notice (docs/architecture.md, "Mutations").
// `--only FOLDER` takes one folder's list, `--file TEXT` the files whose path has it; both can be given more than once.
// `--project node` asks the unit tests alone.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVitest } from 'vitest/node';
import { FOLDERS, mutated, mutationsOf } from '../tests/mutations/list.mjs';

const LEAST_KILLED = 0.9;
/** What takes longer never ends: a loop that a test would have noticed. */
const LONGEST_MS = 180_000;

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    file: { type: 'string', multiple: true },
    project: { type: 'string', multiple: true },
  },
});
const folders = values.only ?? FOLDERS;
const unknown = folders.filter((name) => !FOLDERS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no list for ${unknown.join(', ')}. There are: ${FOLDERS.join(', ')}.`);
  process.exit(1);
}

// What Vite says of later versions at each start.
process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';
let vitest;

const silent = { onInit() {} };

/** One Vitest for all: what is not mutated is read once. */
async function start() {
  const options = {
    root,
    config: join(root, 'tests/mutations/vitest.config.ts'),
    watch: false,
    bail: 1,
    project: values.project ?? ['node', 'browser'],
    reporters: [silent],
    silent: true,
    maxWorkers: 2,
  };
  vitest = await createVitest('test', options);
  await vitest.standalone();
}

/** @returns the tests that failed, or that nothing came to an end */
async function fails(specifications) {
  if (specifications.length === 0) return [];
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve('late'), LONGEST_MS);
  });
  const run = vitest.runTestSpecifications(specifications).then(({ testModules, unhandledErrors }) => {
    const failed = testModules.filter((each) => each.state() === 'failed').map((each) => each.relativeModuleId);
    return failed.length === 0 && unhandledErrors.length > 0 ? ['an error outside of tests'] : failed;
  });
  const ended = await Promise.race([run, late]);
  clearTimeout(timer);
  if (ended !== 'late') return ended;
  run.catch(() => {});
  await Promise.race([vitest.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
  await start();
  return ['no end'];
}

/** The tests beside a file, then the others of its folder that have to do with it: rules are held where they stand. */
async function stagesFor(path) {
  const name = path.replace(/\.tsx?$/, '.');
  const folder = path.slice(0, path.indexOf('/', root.length + '/src/'.length) + 1);
  vitest.config.related = [path];
  const own = await vitest.getRelevantTestSpecifications([folder]);
  vitest.config.related = undefined;
  const beside = own.filter(({ moduleId }) => moduleId.startsWith(name));
  return [beside, own.filter((each) => !beside.includes(each))];
}

/** Tests that were seen to pass where nothing is mutated: only from those a failure says something. */
const sound = new Set();

async function killerOf(path, text) {
  for (const stage of await stagesFor(path)) {
    globalThis.satchelMutation = { path, text };
    vitest.invalidateFile(path);
    const [killer] = await fails(stage);
    globalThis.satchelMutation = undefined;
    vitest.invalidateFile(path);
    if (!killer) continue;
    const itself = stage.filter(({ moduleId }) => moduleId.endsWith(killer));
    if (!sound.has(killer) && (await fails(itself)).length > 0) throw new Error(`${killer} fails without a mutation`);
    sound.add(killer);
    return killer;
  }
  return undefined;
}

await start();
const totals = [];
const survivors = [];
for (const folder of folders) {
  const list = mutationsOf(folder).filter(({ file }) => values.file?.some((part) => file.includes(part)) ?? true);
  let killed = 0;
  for (const mutation of list) {
    const { file, rule, survives } = mutation;
    const made = mutated(mutation);
    if ('problem' in made) throw new Error(`${file}: ${rule}: ${made.problem}`);
    const began = Date.now();
    const killer = await killerOf(join(root, file), made.text);
    if (killer) killed++;
    else survivors.push(mutation);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const how = killer ? `killed by ${killer}` : survives ? 'survives, as the list says' : 'SURVIVES';
    console.log(`${file}: ${rule}: ${how} (${seconds} s)`);
  }
  totals.push({ folder, killed, all: list.length });
}
await vitest.close();

if (survivors.length > 0) console.log('\nNot noticed:');
for (const { file, rule, survives } of survivors) console.log(`  ${file}: ${rule}${survives ? ` (${survives})` : ''}`);
console.log('\n| folder | mutations | killed | |\n|---|---|---|---|');
const percent = ({ killed, all }) => `${Math.floor((100 * killed) / all)} %`;
for (const each of totals) console.log(`| ${each.folder} | ${each.all} | ${each.killed} | ${percent(each)} |`);
const poor = totals.filter(({ killed, all }) => killed < all * LEAST_KILLED);
if (poor.length > 0) console.log(`\nUnder ${LEAST_KILLED * 100} %: ${poor.map(({ folder }) => folder).join(', ')}`);
process.exit(poor.length > 0 ? 1 : 0);
