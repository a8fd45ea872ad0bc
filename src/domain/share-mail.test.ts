import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { has } from '../../tests/support/tools';
import { safeName } from '../text/naming';
import type { ShareId } from './ids';
import type { Share } from './share';
import { MAIL_TEMPLATE, shareMail, shellWord } from './share-mail';

function mailOf(fileName: string, key: string): string {
  const share: Share = {
    id: 'share-0001' as ShareId,
    name: 'Day',
    items: [],
    collectionId: null,
    to: [],
    comment: '',
    carrier: 'file',
    profile: '',
    files: [],
    createdAt: 0,
    expiresAt: 0,
    revokedAt: 0,
    link: 'https://example.org/#/receive',
    fileName,
    bytes: 0,
    key,
    object: '',
    place: null,
    undeleted: [],
    oneEach: false,
    noticed: '',
  };
  const from = { name: 'Zoë', email: '' };
  return shareMail([], { share, from, template: MAIL_TEMPLATE, formatBytes: String, formatTime: String }).text;
}

test.each([
  ['summer.zip.age', 'summer.zip.age'],
  ['a b.zip.age', "'./a b.zip.age'"],
  ["Zoë's.zip.age", "'./Zoë'\\''s.zip.age'"],
  ['-o.zip.age', "'./-o.zip.age'"],
  ['~.zip.age', "'./~.zip.age'"],
])('%s in a shell: %s', (name, word) => {
  expect(shellWord(name)).toBe(word);
});

test.skipIf(!has('age') || !has('unzip'))(
  'the lines of the mail, run as they stand, open the file whatever it is called',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'satchel-mail-'));
    execFileSync('age-keygen', ['-o', join(folder, 'own.txt')], { stdio: 'ignore' });
    const key = /AGE-SECRET-KEY-1\w+/.exec(readFileSync(join(folder, 'own.txt'), 'utf8'))?.[0] ?? '';
    const recipient = execFileSync('age-keygen', ['-y', join(folder, 'own.txt')], { encoding: 'utf8' }).trim();
    writeFileSync(join(folder, 'x.zip'), zipSync({ 'inside.txt': new TextEncoder().encode('hello') }));
    for (const name of [
      'Day',
      'two words',
      "it's",
      "''",
      '$HOME `id` $(id)',
      '-r',
      '--help',
      'back\\slash',
      '#x; id & | > y',
      '~',
      '*',
      '{a,b} [c] !!',
      '港 łódź می\u200cخواهم 👩‍💻',
      '%s %d',
      '=x',
    ]) {
      const at = mkdtempSync(join(folder, 'x-'));
      const fileName = safeName(`${name}.zip.age`);
      execFileSync('age', ['-r', recipient, '-o', join(at, fileName), join(folder, 'x.zip')]);
      const lines = mailOf(fileName, key).trimEnd().split('\n');
      const [age = '', unzip = '', last = ''] = lines.slice(-3);
      expect([age.startsWith('age -d'), unzip, last]).toEqual([true, 'unzip share.zip', key]);
      writeFileSync(join(at, 'key.txt'), `${last}\n`);
      for (const shell of ['sh', 'bash'].filter(has)) {
        execFileSync(shell, ['-c', `rm -f share.zip inside.txt\n${age}\n${unzip}`], { cwd: at, stdio: 'pipe' });
        expect(readFileSync(join(at, 'inside.txt'), 'utf8'), name).toBe('hello');
      }
    }
  },
);
