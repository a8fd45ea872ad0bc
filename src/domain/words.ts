/** Letters that Unicode does not take apart into a base and a mark, and how people type them. */
const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Text as search compares it: case, accents and width do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => PLAIN[letter] ?? letter);
}

const RUNS = /[\p{L}\p{N}]+/gu;
/** Scripts that are written without spaces between words. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/**
 * The words of a text. Where a script has no spaces, every pair of neighbouring letters is a word, so that any part of
 * a sentence finds it; its last letter stands alone, so that a single one is found as the beginning of a pair too.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of fold(text).matchAll(RUNS)) {
    let rest = run;
    for (const [part] of run.matchAll(SPACELESS)) {
      rest = rest.replace(part, ' ');
      words.push(...pairs([...part]));
    }
    words.push(...rest.split(' ').filter((word) => word !== ''));
  }
  return words;
}

/** The words that somebody looks for: all must be found, each at least as a beginning. */
export function queryWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of fold(text).matchAll(RUNS)) {
    let rest = run;
    for (const [part] of run.matchAll(SPACELESS)) {
      rest = rest.replace(part, ' ');
      const letters = [...part];
      words.push(...(letters.length === 1 ? letters : pairs(letters).slice(0, -1)));
    }
    words.push(...rest.split(' ').filter((word) => word !== ''));
  }
  return words;
}

function pairs(letters: readonly string[]): string[] {
  return letters.map((letter, i) => letter + (letters[i + 1] ?? ''));
}
