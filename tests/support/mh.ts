import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mail program of Debian's, package nmh. */
const MH = '/usr/bin/mh';

export const hasMh = existsSync(join(MH, 'mhshow'));

/** Runs a command of it. @returns what it prints, and its home, where it stores what it is told to */
export function runMh(program: string, args: string[]): { shown: string; home: string } {
  const home = mkdtempSync(join(tmpdir(), 'satchel-mh-'));
  writeFileSync(join(home, '.mh_profile'), 'Path: Mail\n');
  const shown = execFileSync(join(MH, program), args, {
    encoding: 'utf8',
    cwd: home,
    env: { ...process.env, HOME: home, LC_ALL: 'C.UTF-8' },
  });
  return { shown, home };
}
