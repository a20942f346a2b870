/**
 * What this front has to know about a statement before the engine sees it. It never judges SQL: it splits the text into tokens (so that
 * strings, quoted names and comments cannot deceive it) and looks for a handful of key words:
 *
 * - a result that can be streamed: SELECT, WITH or FROM comes first and nothing is inserted. The engine is told to write it into a pipe,
 *   by a clause that goes before `FORMAT`, or at the end.
 * - rows that come in the request's body: an INSERT with no SELECT or VALUES (…) of its own. The engine is told to read them from a file,
 *   by a clause that goes before `SETTINGS`, `FORMAT` or `VALUES`, or at the end.
 * - one statement only, as a server has it (the engine would run several).
 * - SET, USE and TEMPORARY, which leave traces in a session that others will get.
 */
export interface Statement {
  text: string;
  /** Upper case; '' when there is none. */
  firstWord: string;
  /** As written in the statement. */
  format: string | undefined;
  streams: boolean;
  /** The rows of an INSERT are to follow; in the request's body. */
  awaitsRows: boolean;
  /** An INSERT with a SELECT that ends in FORMAT: it reads the body through the table function `input`. */
  readsInput: boolean;
  leavesTraces: boolean;
  /** A clause that only the command-line client may use, with the error code of a server that meets it. */
  forbidden: { code: number; what: string } | undefined;
  /** Offset of a second statement. */
  second: number | undefined;
  /** Where the clause for the pipe or the file goes. */
  clauseAt: number;
}

interface Token {
  text: string;
  /** Upper case, for words that are not quoted. */
  word: string | undefined;
  start: number;
  end: number;
  depth: number;
}

const TOKEN = new RegExp(
  [
    /(?<skip>\s+|--[^\n]*|#[! ][^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<quoted>'(?:[^'\\]|\\[\s\S]|'')*'?|`(?:[^`\\]|\\[\s\S]|``)*`?|"(?:[^"\\]|\\[\s\S]|"")*"?|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)/,
    /(?<word>[A-Za-z_][\w$]*)/,
    /(?<number>\d[\w.]*)/,
    /(?<symbol>[\s\S])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'y',
);

function* tokens(sql: string): Generator<Token> {
  const pattern = new RegExp(TOKEN);
  let depth = 0;
  while (pattern.lastIndex < sql.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(sql)?.groups;
    if (groups === undefined) return;
    if (groups.skip !== undefined) continue;
    const end = pattern.lastIndex;
    const text = sql.slice(start, end);
    if (')]}'.includes(text)) depth--;
    yield { text, word: groups.word?.toUpperCase(), start, end, depth };
    if ('([{'.includes(text)) depth++;
  }
}

/** Reads what `Statement` says, of a statement that may be followed by rows to insert. */
export function readStatement(text: string): Statement {
  const all: Token[] = [];
  let inserts = false;
  let selects = false;
  for (const token of tokens(text)) {
    all.push(token);
    if (token.depth === 0 && token.word === 'INSERT' && (all.length === 1 || all[0]?.word === 'WITH')) inserts = true;
    if (token.word === 'SELECT' || token.word === 'WATCH') selects = true;
    // What follows FORMAT x of an INSERT is data, in whatever format: not SQL.
    if (inserts && !selects && token.depth === 0 && all.at(-2)?.word === 'FORMAT') break;
  }
  const end = statementEnd(all);
  const body = all.slice(0, end);
  const last = body.at(-1);
  const firstWord = body.find((token) => token.text !== '(')?.word ?? '';
  const formatAt = findFormat(body);
  const dataFollows = last !== undefined && text.slice(last.end).trim() !== '' && end === all.length;

  const endsInValues = last?.word === 'VALUES' && last.depth === 0;
  const hasRows = body.some((token) => token.word === 'VALUES' && token.depth === 0) && !endsInValues;
  const inlineData = inserts && !selects && formatAt !== undefined && dataFollows && !isBlank(text.slice(last.end));
  const awaitsRows = inserts && !selects && !hasRows && !inlineData && body.length > 1;
  const clauseAtToken = awaitsRows
    ? (findSettings(body) ?? formatAt ?? (endsInValues ? body.length - 1 : undefined))
    : formatAt;
  return {
    text,
    firstWord,
    format: formatAt === undefined ? undefined : body[formatAt + 1]?.text,
    streams: !inserts && ['SELECT', 'WITH', 'FROM'].includes(firstWord),
    awaitsRows,
    readsInput: inserts && selects && formatAt !== undefined,
    leavesTraces: firstWord === 'SET' || firstWord === 'USE' || body.some((token) => token.word === 'TEMPORARY'),
    forbidden: findForbidden(body),
    second: all[end + 1]?.start,
    clauseAt: (clauseAtToken === undefined ? undefined : body[clauseAtToken]?.start) ?? last?.end ?? text.length,
  };
}

const isBlank = (text: string) => [...tokens(text)].length === 0;

/** Index of the semicolon that ends the statement, or the number of tokens. */
function statementEnd(all: Token[]): number {
  const at = all.findIndex((token) => token.text === ';' && token.depth === 0);
  return at === -1 ? all.length : at;
}

/** Index of `FORMAT` in `… FORMAT name` or `… FORMAT name SETTINGS …`. */
function findFormat(body: Token[]): number | undefined {
  const at = body.findLastIndex(
    (token, index) => token.word === 'FORMAT' && token.depth === 0 && body[index + 1]?.word !== undefined && index > 0,
  );
  if (at === -1) return undefined;
  const after = body[at + 2];
  return after === undefined || after.word === 'SETTINGS' ? at : undefined;
}

/** Index of `SETTINGS` in `… SETTINGS name = …`. */
function findSettings(body: Token[]): number | undefined {
  const at = body.findLastIndex(
    (token, index) => token.word === 'SETTINGS' && token.depth === 0 && body[index + 2]?.text === '=',
  );
  return at === -1 ? undefined : at;
}

function findForbidden(body: Token[]): Statement['forbidden'] {
  const after = (first: string, second: string) =>
    body.some((token, index) => token.word === second && token.depth === 0 && body[index - 1]?.word === first);
  if (after('INTO', 'OUTFILE')) return { code: 358, what: 'INTO OUTFILE is not allowed. (INTO_OUTFILE_NOT_ALLOWED)' };
  if (after('FROM', 'INFILE'))
    return { code: 36, what: 'FROM INFILE is for the command-line client only. (BAD_ARGUMENTS)' };
  return undefined;
}

export const quote = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
export const quoteName = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** The statement, with its result written into `path`; in `format` when it names none. */
export function writingInto(path: string, format: string, statement: Statement): string {
  const { text, clauseAt } = statement;
  const clause = `\nINTO OUTFILE ${quote(path)} TRUNCATE COMPRESSION 'none'`;
  const asked = statement.format === undefined ? ` FORMAT ${format}` : '\n';
  return `${text.slice(0, clauseAt)}${clause}${asked}${text.slice(clauseAt)}`;
}

/** The INSERT, with its rows read from `path`. */
export function readingFrom(path: string, statement: Statement): string {
  const { text, clauseAt } = statement;
  const rest = text.slice(clauseAt);
  const clause = `\nFROM INFILE ${quote(path)} COMPRESSION 'none'\n`;
  // Without FORMAT a server takes `Values`.
  const tail = statement.format === undefined ? `${rest.replace(/VALUES[\s;]*$/i, '')} FORMAT Values` : rest;
  return `${text.slice(0, clauseAt)}${clause}${tail}`;
}
