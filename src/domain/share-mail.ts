import type { Address } from '../text/addresses';
import type { Message } from '../text/email';
import type { Share } from './share';

/** The words of an e-mail about a share; what stands in braces is filled in. */
export interface MailTemplate {
  subject: string;
  text: string;
}

/** Lines whose braces all came out empty are left out. */
export const MAIL_TEMPLATE: MailTemplate = {
  subject: '{from} shared “{name}” with you',
  text: [
    '{from} shared “{name}” with you: {count}, {size}.',
    '',
    '{comment}',
    '',
    '{files}',
    '',
    'Open it here: {link}',
    '{how}',
    '',
    'It can be opened until {expires}.',
    '',
    'Without Satchel: save the last of these lines as key.txt beside the file, and run the two before it:',
    'age -d -i key.txt -o share.zip {package}',
    'unzip share.zip',
    '{key}',
  ].join('\n'),
};

const MOST_NAMES = 20;

interface MailFacts {
  share: Share;
  from: { name: string; email: string };
  template: MailTemplate;
  /** Words for sizes and times, in the person's language. */
  formatBytes: (bytes: number) => string;
  formatTime: (time: number) => string;
}

/** The e-mail that tells people of a share. */
export function shareMail(to: readonly Address[], { share, from, template, ...words }: MailFacts): Message {
  const names = share.files.slice(0, MOST_NAMES).map((file) => `- ${file.name}`);
  if (share.files.length > MOST_NAMES) names.push(`- and ${share.files.length - MOST_NAMES} more`);
  const who = from.name && from.email ? `${from.name} (${from.email})` : from.name || from.email || 'Somebody';
  const sent = share.carrier !== 'attachments';
  const values: Record<string, string> = {
    from: who,
    email: from.email,
    name: share.name,
    count: `${share.files.length} ${share.files.length === 1 ? 'file' : 'files'}`,
    size: words.formatBytes(share.files.reduce((sum, file) => sum + file.bytes, 0)),
    comment: share.comment,
    files: names.join('\n'),
    link: share.link,
    how: howToOpen(share),
    expires: words.formatTime(share.expiresAt),
    package: sent && share.carrier === 'file' ? shellWord(share.fileName) : '',
    key: sent && share.carrier === 'file' ? (share.key ?? '') : '',
  };
  return {
    from: from.email ? from : null,
    to,
    subject: fill(template.subject, values),
    text: fillLines(template.text, values),
  };
}

/** A file's name as a shell takes it (POSIX.1, Shell Command Language, §2.2.2): no blank parts it, no dash makes it an option. */
export function shellWord(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)) return name;
  return `'./${name.replaceAll("'", "'\\''")}'`;
}

function howToOpen({ carrier, fileName, key, link }: Share): string {
  const passphrase = key === null ? ' It asks for the passphrase that you get another way.' : '';
  if (carrier === 'file')
    return `It asks for the file ${fileName}, which you get with this message or beside it.${passphrase}`;
  if (carrier === 'live') {
    const code = link.includes('&o=') ? ' It shows a code: send that back to me, and keep the page open.' : '';
    return `It comes straight from my browser, while I have it open.${code}${passphrase}`;
  }
  return carrier === 'attachments' ? '' : passphrase.trim();
}

const PLACE = /\{(\w+)\}/g;
const fill = (line: string, values: Readonly<Record<string, string>>) =>
  line.replace(PLACE, (all, name: string) => values[name] ?? all);

/** A line that says nothing because what it names is not there goes, and so does the empty one after it. */
function fillLines(text: string, values: Readonly<Record<string, string>>): string {
  const lines: string[] = [];
  const blocks = text.split(/\n{2,}/);
  for (const block of blocks) {
    const kept = block.split('\n').filter((line) => {
      const names = [...line.matchAll(PLACE)].map(([, name]) => name ?? '');
      return names.length === 0 || names.every((name) => values[name] !== '');
    });
    const usesKey = /\{(?:key|package)\}/.test(block);
    if (usesKey && (values.key === '' || values.package === '')) continue;
    if (kept.length > 0) lines.push(kept.map((line) => fill(line, values)).join('\n'));
  }
  return `${lines.join('\n\n')}\n`;
}
