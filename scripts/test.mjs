// `npm test`: finds or installs the browser, builds, runs every suite, and ends with one line over all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const long = process.argv.includes('--long');
const vite = join(root, 'node_modules/vite/bin/vite.js');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reportFile = join(root, '.cache/test-report.json');

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function hasBrowser() {
  const places = [
    process.env.SATCHEL_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  if (places.some((place) => place && existsSync(place))) return true;
  const script =
    "import('playwright').then(({chromium}) => process.exit(require('fs').existsSync(chromium.executablePath()) ? 0 : 1))";
  return works(process.execPath, ['-e', script]);
}

/** Debian's packages where this may install them, else Playwright's own browser. */
function installBrowser() {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && works('sh', ['-c', 'command -v apt-get'])) {
    run('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    run('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (!hasBrowser()) run(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium']);
  if (!hasBrowser()) {
    console.error('No Chromium was found or could be installed. Install one and set SATCHEL_CHROMIUM to its path.');
    process.exit(1);
  }
}

if (!hasBrowser()) installBrowser();
const built = run(process.execPath, [vite, 'build', '--logLevel', 'error']);
if (built.status !== 0) process.exit(built.status ?? 1);

mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(reportFile, { force: true });
const projects = long ? ['long'] : ['node', 'browser', 'e2e'];
const args = [
  'run',
  ...projects.flatMap((name) => ['--project', name]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${reportFile}`,
];
const tested = run(process.execPath, [vitest, ...args], { env: { ...process.env, SATCHEL_BUILT: '1' } });

let passed = 0;
let failed = 0;
let skipped = 0;
if (existsSync(reportFile)) {
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  // A suite that could not even begin counts as one failure.
  failed += report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
}
const status = tested.status === 0 && failed === 0 && passed > 0 ? 0 : 1;
if (status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(status);
