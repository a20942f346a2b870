import type { Message } from './message.ts';
import { boundErrors, boundText } from './problem-bounds.ts';
import { PROBLEMS, type ProblemCode } from './problem-catalogue.ts';
import { asDetail, declaredSentence, type Sentence } from './sentences/sentence.ts';

/** One wrong field of a request, or one wrong column of a header. */
export interface FieldError {
  field: string;
  /**
   * Stable, for programs: `required`, `unknown`, `type`, `value`, `range`, `format`, … The last entry of a list that was cut
   * has the code `more`.
   */
  code: string;
  detail: string;
  /** What `detail` was made from. */
  message?: Message;
}

export const fieldError = (field: string, code: string, said: Sentence): FieldError => ({
  field,
  code,
  ...asDetail(said),
});

/** RFC 9457, as far as it does not depend on the request; also the `problem` of an upload and the `failure` of a sync. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** What `detail` was made from. */
  message?: Message;
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
  /** What happened: a plain text where it has no message. */
  readonly said: string | Sentence;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, unknown>;

  /** @param said the particulars of this case; the catalogue's general text when left out. */
  constructor(code: ProblemCode, said: string | Sentence = generally(code), particulars: ProblemParticulars = {}) {
    const text = typeof said === 'string' ? said : said.text;
    super(`${code}: ${text}`, 'cause' in particulars ? { cause: particulars.cause } : undefined);
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.said = said;
    this.errors = particulars.errors;
    this.headers = particulars.headers ?? {};
    this.extensions = particulars.extensions ?? {};
  }

  get detail(): string {
    return typeof this.said === 'string' ? this.said : this.said.text;
  }

  document(): ProblemDocument {
    return problemDocument(this.code, this.said, this.errors);
  }
}

/** What happened, as far as the code alone tells. */
const generally = (code: ProblemCode): Sentence => declaredSentence(`problem.${code}`, PROBLEMS[code].happened);

/** Whatever is put into it, it stays below MAX_PROBLEM_BYTES (problem-bounds.ts). */
export function problemDocument(
  code: ProblemCode,
  said: string | Sentence = generally(code),
  errors?: readonly FieldError[],
): ProblemDocument {
  const { title, status } = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...boundText(said),
    ...(errors ? { errors: boundErrors(errors) } : {}),
  };
}

/** The code of a problem that is a document already: the last part of its type. */
export const codeOf = ({ type }: Pick<ProblemDocument, 'type'>): string => type.replace('/problems/', '');

export { isProblemCode, PROBLEM_GROUPS, PROBLEMS, type ProblemCode } from './problem-catalogue.ts';
