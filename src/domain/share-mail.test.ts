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

function mail(more: Partial<Share>, from = { name: 'Zoë', email: '' }, template = MAIL_TEMPLATE) {
  const share = {
    name: 'Day',
    comment: '',
    carrier: 'file',
    files: [],
    expiresAt: 0,
    link: 'https://example.org/#/receive/file',
    fileName: 'Day.zip.age',
    key: 'AGE-SECRET-KEY-1',
    ...more,
  } as unknown as Share;
  return shareMail([], { share, from, template, formatBytes: (bytes) => `${bytes} B`, formatTime: String });
}

const files = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.jpg`, bytes: 2 }));

test.each([
  [1, ['- 1.jpg'], '1 file, 2 B'],
  [20, ['- 20.jpg'], '20 files, 40 B'],
  [21, ['- 20.jpg', '- and 1 more'], '21 files, 42 B'],
  [25, ['- 20.jpg', '- and 5 more'], '25 files, 50 B'],
])('%i files: twenty are named, and how many more there are', (count, last, sum) => {
  const { text } = mail({ files: files(count) });
  const named = text.split('\n').filter((line) => line.startsWith('- '));
  expect(named.slice(-last.length)).toEqual(last);
  expect(named.length).toBe(Math.min(count, 20) + (count > 20 ? 1 : 0));
  expect(text).toContain(`“Day” with you: ${sum}.`);
});

test('who sends it: the mail is from them where they have an address', () => {
  expect(mail({}, { name: 'Zoë', email: '' })).toMatchObject({ from: null, subject: 'Zoë shared “Day” with you' });
  const both = { name: 'Zoë', email: 'zoe@example.org' };
  expect(mail({}, both)).toMatchObject({ from: both, subject: 'Zoë (zoe@example.org) shared “Day” with you' });
  expect(mail({}, { name: '', email: '' }).subject).toBe('Somebody shared “Day” with you');
});

test('the key and how to use it stand in the mail of a file that comes by itself, and in no other', () => {
  expect(mail({}).text).toContain('age -d -i key.txt -o share.zip Day.zip.age\nunzip share.zip\nAGE-SECRET-KEY-1\n');
  for (const carrier of ['s3', 'webdav', 'uploaded', 'data', 'live', 'attachments'] as const) {
    const { text } = mail({ carrier });
    expect(text).not.toContain('AGE-SECRET-KEY-1');
    expect(text).not.toContain('age -d');
  }
  const locked = mail({ key: null }).text;
  expect(locked).not.toContain('age -d');
  expect(locked).toContain('It asks for the passphrase that you get another way.');
});

test('how it is opened, by the way that it goes', () => {
  const live = (link: string) => mail({ carrier: 'live', link }).text;
  expect(live('https://example.org/#/receive/live&o=x')).toContain('It shows a code: send that back to me');
  expect(live('https://example.org/#/receive/live&r=x')).not.toContain('It shows a code');
  expect(mail({}).text).toContain('It asks for the file Day.zip.age, which you get with this message');
  expect(mail({ carrier: 's3' }).text).not.toContain('It asks for');
});

test('lines that name nothing go, with the empty one behind them; words of one’s own stay', () => {
  const template = { subject: '{name}', text: 'Dear all,\n\n{comment}\n\nBest\n{unknown}' };
  expect(mail({}, undefined, template).text).toBe('Dear all,\n\nBest\n{unknown}\n');
  expect(mail({ comment: 'Look' }, undefined, template).text).toBe('Dear all,\n\nLook\n\nBest\n{unknown}\n');
});
