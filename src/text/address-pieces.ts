/** One of the addresses that somebody pasted, before it is known whether it is one. */
export interface Piece {
  /** As it was pasted. */
  text: string;
  name: string;
  email: string;
}

/** What mail programs and chats put into text and nobody sees; the joiners of Persian and Indian scripts are not among them. */
const INVISIBLE = /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** A joiner says nothing beside letters that do not join. */
const JOINERS =
  /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d]/gu;
const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/** What ends an address, in the scripts that have commas of their own. */
const SEPARATORS: Readonly<Record<string, End | undefined>> = {
  ',': ',',
  '，': ',',
  '、': ',',
  '،': ',',
  ';': ';',
  '；': ';',
  '؛': ';',
  '\t': ';',
  '\n': ';',
};
/** After a comma the same name may go on, as in "Doe, Jane"; after the others another address begins. */
type End = ',' | ';';

/** Quotation marks, and those that close them. */
const QUOTES: Readonly<Record<string, string | undefined>> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '‟': '”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '‘': '’',
  '‚': '‘’',
};
const BRACKETS: Readonly<Record<string, string | undefined>> = { '<': '>', '(': ')', '[': ']' };
/** Longer is no name: marks that are never closed must not be looked for through a whole page. */
const MOST_MARKED = 300;
const EDGE = /^[\s,;<(]?$/;

interface Part {
  text: string;
  end: End;
}

/** Takes a pasted list apart. What is quoted, or in brackets, is not cut; a mark that is never closed on its line is a character like others. */
export function pieces(pasted: string): Piece[] {
  const text = pasted.replace(LINE_ENDS, '\n').replace(INVISIBLE, '').replace(BLANKS, ' ').replaceAll('＠', '@');
  const found: Piece[] = [];
  /** What may be the beginning of a name that goes on behind its comma. */
  let before: string[] = [];
  const give = () => {
    found.push(...before.map((each) => ({ text: each, ...addressOf(each) })));
    before = [];
  };
  for (const { text: whole, end } of parts(text)) {
    const part = withoutGroup(whole);
    if (part === '') continue;
    const named = addressOf(part);
    if (named.name !== '' && named.bracketed) {
      const name = [...before, named.name].join(', ');
      found.push({ text: [...before, part].join(', '), name, email: named.email });
      before = [];
    } else if (end === ',' && !part.includes('@')) {
      before.push(part);
      if (before.length > MOST_COMMAS)
        found.push(...before.splice(0, 1).map((each) => ({ text: each, ...addressOf(each) })));
    } else {
      give();
      found.push(...bare(part));
    }
    if (end === ';') give();
  }
  give();
  return found;
}

/** "Doe, Jane, Dr., MdB <…>" is one person; a longer row is a list of something. */
const MOST_COMMAS = 3;

function parts(text: string): Part[] {
  const found: Part[] = [];
  let part = '';
  const cut = (end: End) => {
    if (/[^\s.:]/.test(part)) found.push({ text: part.trim(), end });
    part = '';
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    const close = closing(text, at);
    if (close !== null) {
      part += text.slice(at, close + 1);
      at = close + 1;
      // An address in brackets is the end of one, whether or not a comma follows.
      if (char === '<' && !/^\s*[,;，、；،؛\n\t]/.test(text.slice(at, at + 8))) cut(';');
      continue;
    }
    const end = SEPARATORS[char];
    if (end) cut(end);
    else part += char;
    at++;
  }
  cut(';');
  return found;
}

/** Where a quotation mark or bracket is closed on its line; null where none stands here. */
function closing(text: string, at: number): number | null {
  const char = text[at] ?? '';
  const marks = char === "'" ? "'" : (QUOTES[char] ?? BRACKETS[char]);
  if (!marks) return null;
  // Within a word it is an apostrophe, or inches.
  if (!(char in BRACKETS) && !EDGE.test(text[at - 1] ?? '')) return null;
  let depth = 0;
  const most = Math.min(text.length, at + MOST_MARKED);
  for (let i = at + 1; i < most && text[i] !== '\n'; i++) {
    const here = text[i] ?? '';
    if (char === '"' && here === '\\') i++;
    else if (char === '(' && here === '(') depth++;
    else if (marks.includes(here)) {
      if (depth-- > 0) continue;
      if (char === "'" && !/^[\s,;<(]?$/.test(text[i + 1] ?? '')) continue;
      return i;
    }
  }
  return null;
}

/** RFC 5322, §3.4: "Team: a@example.org, b@example.org;", and the names of headers that were copied along. */
function withoutGroup(part: string): string {
  if (/^mailto:/i.test(part)) return part;
  return part.replace(/^[^:@<>()[\]"“”„«»]*:(?!\/\/)\s*/, '').trim();
}

/** What stands in brackets, one within another too, and the rest (RFC 5322, §3.2.2). */
function commentsOf(text: string): { comments: string[]; rest: string } {
  const comments: string[] = [];
  let rest = '';
  for (let at = 0; at < text.length; at++) {
    const close = text[at] === '(' ? closing(text, at) : null;
    if (close === null) {
      rest += text[at];
      continue;
    }
    comments.push(text.slice(at + 1, close).trim());
    at = close;
  }
  return { comments: comments.filter(Boolean), rest: rest.trim() };
}

/** Finds the address in "Name <address>", "Name [mailto:address]", "address (Name)" and "Name (address)". */
function addressOf(part: string): { name: string; email: string; bracketed: boolean } {
  const [, before = '', inside] =
    /^(.*)<([^<>]*)>[\s.]*$/s.exec(part) ?? /^(.*)\[\s*(mailto:[^[\]]*)\][\s.]*$/is.exec(part) ?? [];
  if (inside !== undefined) {
    const email = cleaned(commentsOf(inside).rest);
    return { name: nameOf(before, email), email, bracketed: true };
  }
  const { comments, rest } = commentsOf(part);
  const [comment = ''] = comments;
  if (comments.length === 0) return { name: '', email: cleaned(part), bracketed: false };
  if (rest.includes('@') || !comment.includes('@')) {
    const email = cleaned(rest);
    return { name: nameOf(comments.join(', '), email), email, bracketed: false };
  }
  const email = cleaned(comment);
  return { name: nameOf(rest, email), email, bracketed: true };
}

/** One address without brackets; or several that only blanks part. */
function bare(part: string): Piece[] {
  const words = part.split(/\s+/);
  const several = words.length > 1 && words.every((word) => /^[^@\s()<>]+@[^@\s()<>]+$/.test(word));
  return (several ? words : [part]).map((text) => ({ text, ...addressOf(text) }));
}

/** An address without what stands around it in text: quotation marks, "mailto:" and its questions, a full stop at the end. */
function cleaned(text: string): string {
  let email = unquoted(text.trim());
  if (/^mailto:/i.test(email)) email = decoded(email.replace(/^mailto:/i, '').replace(/\?.*$/s, ''));
  email = email.replace(/[.:!]+$/, '').trim();
  const at = email.lastIndexOf('@');
  // The full stops of Chinese and Japanese part labels too (UTS 46, §2.3).
  if (at >= 0) {
    const domain = email.slice(at + 1).replace(/[。．｡]/g, '.');
    email = email.slice(0, at + 1) + domain.replace(/\?.*$/s, '').replace(/\.+$/, '');
  }
  return email.replace(JOINERS, '').normalize('NFC');
}

/** RFC 6068 writes what is special in percent; a percent sign of an address itself stays. */
function decoded(text: string): string {
  // An escaped line end stays escaped, and is refused.
  if (/%0[ad]/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unquoted(text: string): string {
  const close = closing(text, 0);
  if (close !== text.length - 1 || text.length < 2 || (text[0] ?? '') in BRACKETS) return text;
  const inside = text.slice(1, -1);
  return (text[0] === '"' ? inside.replace(/\\(.)/gs, '$1') : inside).trim();
}

/** A name; nothing where it only says the address once more. */
function nameOf(text: string, email: string): string {
  const name = unquoted(text.trim()).replace(/ +/g, ' ');
  return name.toLowerCase() === email.toLowerCase() ? '' : name;
}
