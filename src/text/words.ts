/** Letters that Unicode does not take apart into a base and a mark, and how people type them. */
const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Text as search compares it: case, accents and width do not count, nor do the joiners that some words are spelled with. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u200c\u200d]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => PLAIN[letter] ?? letter);
}

const RUNS = /[\p{L}\p{N}]+/gu;
/** Scripts that are written without spaces between words. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const FIGURES = /\p{Nd}+/gu;

/**
 * The words of a text. Where a script has no spaces, every pair of neighbouring letters is a word, so that any part of
 * a sentence finds it; its last letter stands alone, so that a single one is found as the beginning of a pair too.
 * A number inside a word is one too, with the zeros that cameras put in front and without ("DSC01273").
 */
export function wordsOf(text: string): string[] {
  return split(text, pairs, numbersIn);
}

/** The words that somebody looks for: all must be found, each at least as a beginning. */
export function queryWords(text: string): string[] {
  return split(text, (letters) => (letters.length === 1 ? letters : pairs(letters).slice(0, -1)));
}

function split(
  text: string,
  spaceless: (letters: string[]) => string[],
  besides: (word: string) => string[] = () => [],
): string[] {
  const words: string[] = [];
  const addSpaced = (word: string) => {
    if (word !== '') words.push(word, ...besides(word));
  };
  for (const [run] of fold(text).matchAll(RUNS)) {
    let from = 0;
    for (const match of run.matchAll(SPACELESS)) {
      addSpaced(run.slice(from, match.index));
      for (const word of spaceless([...match[0]])) words.push(word);
      from = match.index + match[0].length;
    }
    addSpaced(run.slice(from));
  }
  return words;
}

/** More numbers than this has no word that anybody reads. */
const MOST_NUMBERS = 8;

function numbersIn(word: string): string[] {
  const found: string[] = [];
  for (const { 0: figures, index } of word.matchAll(FIGURES)) {
    if (found.length >= MOST_NUMBERS) break;
    if (index > 0) found.push(figures);
    const plain = figures.replace(/^0+(?=.)/, '');
    if (plain !== figures) found.push(plain, word.slice(0, index) + plain + word.slice(index + figures.length));
  }
  return found;
}

function pairs(letters: readonly string[]): string[] {
  return letters.map((letter, i) => letter + (letters[i + 1] ?? ''));
}
