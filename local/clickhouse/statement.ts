import { type Token, tokens } from './tokens.ts';

/**
 * What this front has to know about a statement before the engine sees it. It never judges SQL: it splits the text into tokens (so that
 * strings, quoted names and comments cannot deceive it) and looks for a handful of key words:
 *
 * - a result that can be streamed: SELECT, WITH or FROM comes first and nothing is inserted. The engine is told to write it into a pipe,
 *   by a clause that goes before the last `FORMAT`, or at the end.
 * - rows to insert: an INSERT without SELECT. They are what follows `FORMAT name` or `VALUES`, in the statement and in the request's body.
 *   The engine is told to read them from a file, by a clause that goes before `SETTINGS`, `FORMAT` or `VALUES`, or at the end.
 * - one statement only, as a server has it (the engine would run several).
 * - SET, USE and TEMPORARY, which leave traces in a session that others will get.
 */
export interface Statement {
  /** Without the rows of an INSERT. */
  text: string;
  /** Upper case; '' when there is none. */
  firstWord: string;
  /** As written in the statement. */
  format: string | undefined;
  streams: boolean;
  /** An INSERT that is given rows; those that stand in the statement itself. */
  rows: string | undefined;
  /** An INSERT with a SELECT that ends in FORMAT: it reads the body through the table function `input`. */
  readsInput: boolean;
  leavesTraces: boolean;
  /** A clause that only the command-line client may use, with the error of a server that meets it. */
  forbidden: { code: number; what: string } | undefined;
  /** Offset of a second statement. */
  second: number | undefined;
  /** Where the clause for the pipe or the file goes. */
  clauseAt: number;
}

export function readStatement(sql: string): Statement {
  const all: Token[] = [];
  let inserts = false;
  let selects = false;
  let rowsFrom: number | undefined;
  for (const token of tokens(sql)) {
    all.push(token);
    const { word, depth } = token;
    if (word === 'INSERT' && depth === 0 && (all.length === 1 || all[0]?.word === 'WITH')) inserts = true;
    if (word === 'SELECT' || word === 'WATCH') selects = true;
    // What follows is data, in whatever format: not SQL. (INSERT INTO t comes before, so a table may be called `format`.)
    const dataBegins = (word === 'VALUES' && all.length > 3) || (all.at(-2)?.word === 'FORMAT' && all.length > 4);
    if (inserts && !selects && depth === 0 && dataBegins) {
      rowsFrom = token.end;
      break;
    }
  }
  const semicolon = all.findIndex((token) => token.text === ';' && token.depth === 0);
  const body = semicolon === -1 ? all : all.slice(0, semicolon);
  const end = body.at(-1)?.end ?? 0;
  const takesRows = inserts && !selects && body.length > 2;
  const format = findFormat(body);
  const settings = takesRows ? findSettings(body) : undefined;
  const values = takesRows && body.at(-1)?.word === 'VALUES' ? body.length - 1 : undefined;
  const clauseToken = settings ?? format ?? values;
  const firstWord = body.find((token) => token.text !== '(')?.word ?? '';
  return {
    text: takesRows ? sql.slice(0, end) : sql,
    firstWord,
    format: format === undefined ? undefined : body[format + 1]?.text,
    streams: !inserts && ['SELECT', 'WITH', 'FROM'].includes(firstWord),
    // The line break after `FORMAT name` belongs to the statement, all else to the rows.
    rows: takesRows ? (rowsFrom === undefined ? '' : sql.slice(rowsFrom).replace(/^[^\S\n]*\n?/, '')) : undefined,
    readsInput: inserts && selects && format !== undefined,
    leavesTraces: firstWord === 'SET' || firstWord === 'USE' || body.some((token) => token.word === 'TEMPORARY'),
    forbidden: findForbidden(body),
    second: semicolon === -1 ? undefined : all[semicolon + 1]?.start,
    clauseAt: (clauseToken === undefined ? undefined : body[clauseToken]?.start) ?? end,
  };
}

/** Index of `FORMAT` in `… FORMAT name` or `… FORMAT name SETTINGS …`. */
function findFormat(body: Token[]): number | undefined {
  const at = body.findLastIndex(
    (token, index) => token.word === 'FORMAT' && token.depth === 0 && body[index + 1]?.word !== undefined && index > 0,
  );
  const after = body[at + 2];
  return at !== -1 && (after === undefined || after.word === 'SETTINGS') ? at : undefined;
}

/** Index of `SETTINGS` in `… SETTINGS name = …`. */
function findSettings(body: Token[]): number | undefined {
  const at = body.findLastIndex(
    (token, index) => token.word === 'SETTINGS' && token.depth === 0 && body[index + 2]?.text === '=',
  );
  return at === -1 ? undefined : at;
}

function findForbidden(body: Token[]): Statement['forbidden'] {
  const follows = (first: string, second: string) =>
    body.some((token, index) => token.word === second && token.depth === 0 && body[index - 1]?.word === first);
  if (follows('INTO', 'OUTFILE')) return { code: 358, what: 'INTO OUTFILE is not allowed. (INTO_OUTFILE_NOT_ALLOWED)' };
  if (follows('FROM', 'INFILE'))
    return { code: 36, what: 'FROM INFILE is for the command-line client only. (BAD_ARGUMENTS)' };
  return undefined;
}

export const quote = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
export const quoteName = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** The statement, with its result written into `path`; in `defaultFormat` when it names none. */
export function writingInto(path: string, defaultFormat: string, statement: Statement): string {
  const { text, clauseAt } = statement;
  const clause = `\nINTO OUTFILE ${quote(path)} TRUNCATE COMPRESSION 'none'`;
  const format = statement.format === undefined ? ` FORMAT ${defaultFormat}` : '\n';
  return `${text.slice(0, clauseAt)}${clause}${format}${text.slice(clauseAt)}`;
}

/** The INSERT, with its rows read from `path`. */
export function readingFrom(path: string, statement: Statement): string {
  const { text, clauseAt } = statement;
  const rest = text.slice(clauseAt);
  const clause = `\nFROM INFILE ${quote(path)} COMPRESSION 'none'\n`;
  // Without FORMAT a server takes `Values`.
  const tail = statement.format === undefined ? `${rest.replace(/VALUES$/i, '')} FORMAT Values` : rest;
  return `${text.slice(0, clauseAt)}${clause}${tail}`;
}
