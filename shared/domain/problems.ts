import { boundDetail, boundErrors } from './problem-bounds.ts';
import { PROBLEMS, type ProblemCode } from './problem-catalogue.ts';

/** One wrong field of a request, or one wrong column of a header. */
export interface FieldError {
  field: string;
  /**
   * Stable, for programs: `required`, `unknown`, `type`, `value`, `range`, `format`, … The last entry of a list that was cut
   * has the code `more`.
   */
  code: string;
  detail: string;
}

/** RFC 9457, as far as it does not depend on the request; also the `problem` of an upload and the `failure` of a sync. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
}

export interface ProblemParticulars {
  errors?: FieldError[];
  /** Headers that the answer must have, such as `Allow` or `Retry-After`. */
  headers?: Record<string, string>;
  /** Further members of the problem document. */
  extensions?: Record<string, unknown>;
  cause?: unknown;
}

/** Thrown anywhere in a request, it becomes the answer. Its text reaches the client: no internals in it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, unknown>;

  /** @param detail the particulars of this case; the catalogue's general text when left out. */
  constructor(code: ProblemCode, detail?: string, particulars: ProblemParticulars = {}) {
    const entry = PROBLEMS[code];
    super(`${code}: ${detail ?? entry.happened}`, 'cause' in particulars ? { cause: particulars.cause } : undefined);
    this.code = code;
    this.status = entry.status;
    this.detail = detail ?? entry.happened;
    this.errors = particulars.errors;
    this.headers = particulars.headers ?? {};
    this.extensions = particulars.extensions ?? {};
  }

  document(): ProblemDocument {
    return problemDocument(this.code, this.detail, this.errors);
  }
}

/** Whatever is put into it, it stays below MAX_PROBLEM_BYTES (problem-bounds.ts). */
export function problemDocument(code: ProblemCode, detail?: string, errors?: readonly FieldError[]): ProblemDocument {
  const { title, status, happened } = PROBLEMS[code];
  const document = { type: `/problems/${code}`, title, status, detail: boundDetail(detail ?? happened) };
  return errors ? { ...document, errors: boundErrors(errors) } : document;
}

export { isProblemCode, PROBLEM_GROUPS, PROBLEMS, type ProblemCode } from './problem-catalogue.ts';
