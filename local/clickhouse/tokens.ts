/** A piece of SQL that is neither space nor comment. */
export interface Token {
  text: string;
  /** Upper case, for words that are not quoted. */
  word: string | undefined;
  start: number;
  end: number;
  /** How many brackets are open around it. */
  depth: number;
}

const SPACE = /\s+/y;
const WORD = /[A-Za-z_][\w$]*/y;
const NUMBER = /\d[\w.]*/y;
const HEREDOC = /\$\w*\$/y;

/** SQL as ClickHouse's lexer cuts it: strings, quoted names, heredocs and comments are never taken for words. */
export function* tokens(sql: string): Generator<Token> {
  let depth = 0;
  for (let start = 0; start < sql.length; ) {
    const skipped = endOfSpace(sql, start);
    if (skipped > start) {
      start = skipped;
      continue;
    }
    const wordEnd = endOf(WORD, sql, start);
    const end = wordEnd ?? endOfQuoted(sql, start) ?? endOf(NUMBER, sql, start) ?? start + 1;
    const text = sql.slice(start, end);
    if (')]}'.includes(text)) depth--;
    yield { text, word: wordEnd === undefined ? undefined : text.toUpperCase(), start, end, depth };
    if ('([{'.includes(text)) depth++;
    start = end;
  }
}

function endOf(pattern: RegExp, sql: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}

function endOfSpace(sql: string, start: number): number {
  if (sql.startsWith('/*', start)) return after(sql, '*/', start + 2);
  if (sql.startsWith('--', start) || sql.startsWith('# ', start) || sql.startsWith('#!', start))
    return after(sql, '\n', start);
  return endOf(SPACE, sql, start) ?? start;
}

function after(sql: string, mark: string, from: number): number {
  const at = sql.indexOf(mark, from);
  return at === -1 ? sql.length : at + mark.length;
}

/** By hand: a regular expression would need stack for every character of a string. */
function endOfQuoted(sql: string, start: number): number | undefined {
  const quote = sql.charAt(start);
  if (quote === '$') {
    const opened = endOf(HEREDOC, sql, start);
    return opened === undefined ? undefined : after(sql, sql.slice(start, opened), opened);
  }
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  const special = quote === "'" ? /['\\]/g : quote === '"' ? /["\\]/g : /[`\\]/g;
  special.lastIndex = start + 1;
  for (let found = special.exec(sql); found !== null; found = special.exec(sql)) {
    const doubled = found[0] === quote && sql.charAt(found.index + 1) === quote;
    if (found[0] === '\\' || doubled) special.lastIndex = found.index + 2;
    else return found.index + 1;
  }
  return sql.length;
}
