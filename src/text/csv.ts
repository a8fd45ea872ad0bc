/**
 * Comma-separated values (RFC 4180), as spreadsheets write and read them: with a byte order mark, lines ended by CRLF,
 * and no cell that a spreadsheet would take for a formula.
 */
const MARK = '\uFEFF';
/** What spreadsheets run (OWASP, "CSV Injection"): such a cell gets an apostrophe, which they do not show. */
const FORMULA = /^'*[=+\-@\t\r\n]/;
/** The guard, and only one: what began with an apostrophe before it was guarded keeps its own. */
const GUARDED = /^'(?='*[=+\-@\t\r\n])/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A cell's text as no spreadsheet runs it. */
export const harmless = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const shown = harmless(text);
    return /[",;\t\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
  };
  return `${MARK}${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/**
 * Reads what programs write: comma, semicolon or tab between cells (told by the first lines), any line end, with or
 * without a byte order mark. Lines that are empty are left out; an unclosed quote ends with the text.
 * @returns each line with its number in the file, from 1, and its cells
 */
export function readCsv(text: string): { line: number; cells: string[] }[] {
  const marked = text.startsWith(MARK) ? text.slice(1) : text;
  // Excel's own line for programs that would not guess: it is no row.
  const [stated, named] = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(marked) ?? [];
  const source = marked.slice(stated?.length ?? 0);
  const separator = named ?? separatorOf(source);
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = stated ? 2 : 1;
  let startedAt = line;
  const endCell = () => {
    cells.push(cell.replace(GUARDED, ''));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((each) => each !== '')) rows.push({ line: startedAt, cells });
    cells = [];
    startedAt = line;
  };
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') quoted = false;
      else {
        if (char === '\n') line++;
        cell += char;
      }
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && source[i + 1] === '\n') i++;
      line++;
      endRow();
    } else cell += char;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

const SEPARATORS = [',', ';', '\t'] as const;
/** Lines that are enough to tell what parts their cells. */
const LINES_LOOKED_AT = 20;

/**
 * The sign that parts every line as often as the first, outside of quotes; where several do, or none, the one that parts the first
 * most often. The most frequent alone may be one that the names of columns hold.
 */
function separatorOf(text: string): string {
  const lines = signsOfLines(text);
  const count = (separator: string, line = lines[0]) => line?.get(separator) ?? 0;
  const even = SEPARATORS.filter((each) => count(each) > 0 && lines.every((line) => count(each, line) === count(each)));
  return (even.length > 0 ? even : SEPARATORS).reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** How often each sign stands in the first lines, outside of quotes. */
function signsOfLines(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [];
  let signs = new Map<string, number>();
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (signs.size > 0) lines.push(signs);
      signs = new Map();
      if (lines.length === LINES_LOOKED_AT) return lines;
    } else if (!quoted) signs.set(char, (signs.get(char) ?? 0) + 1);
  }
  return signs.size > 0 ? [...lines, signs] : lines;
}
