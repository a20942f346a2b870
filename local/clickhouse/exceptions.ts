/** An error as ClickHouse tells it to a client: a number, and a text that ends in the number's name in brackets. */
export class ClickHouseException extends Error {
  override readonly name = 'ClickHouseException';
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status ?? statusOf(message);
  }
}

/** Which errors are not the server's own fault; everything else is a 500. Source: a server's exceptionCodeToHTTPStatus. */
const STATUS_BY_NAME = new Map<string, number>();
const statusNames: Record<number, string> = {
  400: `BAD_ARGUMENTS CANNOT_COMPILE_REGEXP CANNOT_PARSE_TEXT CANNOT_PARSE_ESCAPE_SEQUENCE CANNOT_PARSE_QUOTED_STRING CANNOT_PARSE_DATE
    CANNOT_PARSE_DATETIME CANNOT_PARSE_NUMBER CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING CANNOT_PARSE_IPV4 CANNOT_PARSE_IPV6 CANNOT_PARSE_UUID
    CANNOT_PARSE_INPUT_ASSERTION_FAILED DUPLICATE_COLUMN ILLEGAL_COLUMN THERE_IS_NO_COLUMN UNKNOWN_ELEMENT_IN_AST UNKNOWN_TYPE_OF_AST_NODE
    TOO_DEEP_AST TOO_BIG_AST UNEXPECTED_AST_STRUCTURE SYNTAX_ERROR INCORRECT_DATA TYPE_MISMATCH VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE`,
  401: 'REQUIRED_PASSWORD',
  403: 'UNKNOWN_USER WRONG_PASSWORD AUTHENTICATION_FAILED SET_NON_GRANTED_ROLE ACCESS_DENIED',
  404: `UNKNOWN_TABLE UNKNOWN_FUNCTION UNKNOWN_IDENTIFIER UNKNOWN_TYPE UNKNOWN_STORAGE UNKNOWN_DATABASE UNKNOWN_SETTING
    UNKNOWN_DIRECTION_OF_SORTING UNKNOWN_AGGREGATE_FUNCTION UNKNOWN_FORMAT UNKNOWN_DATABASE_ENGINE UNKNOWN_TYPE_OF_QUERY UNKNOWN_ROLE`,
  408: 'TIMEOUT_EXCEEDED',
  413: 'QUERY_IS_TOO_LARGE',
  501: 'NOT_IMPLEMENTED',
  503: 'SOCKET_TIMEOUT CANNOT_OPEN_FILE CANNOT_SCHEDULE_TASK',
};
for (const [status, names] of Object.entries(statusNames)) {
  for (const name of names.split(/\s+/)) STATUS_BY_NAME.set(name, Number(status));
}

const NAME = /\(([A-Z][A-Z0-9_]{2,})\)/g;

function statusOf(message: string): number {
  const name = [...message.matchAll(NAME)].at(-1)?.[1] ?? '';
  return STATUS_BY_NAME.get(name) ?? 500;
}

/** The engine's own error, from the text of what its binding threw. */
export function readException(error: unknown): ClickHouseException {
  if (error instanceof ClickHouseException) return error;
  const text = error instanceof Error ? error.message : String(error);
  const found = /^(?:Query failed: )?(?:Code: (\d+)\. DB::Exception: )+([\s\S]*)$/.exec(text);
  if (found === null) return new ClickHouseException(1002, `${text} (UNKNOWN_EXCEPTION)`);
  return new ClickHouseException(Number(found[1]), found[2] ?? '');
}

/** The line that a server sends as the body of a failed request. */
export function exceptionLine(exception: ClickHouseException, version: string): string {
  return `Code: ${exception.code}. DB::Exception: ${exception.message} (version ${version} (chdb))\n`;
}
