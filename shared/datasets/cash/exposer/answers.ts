import { FILES, type FileName, type Range, records, recordWriter } from './columns.ts';
import type { DataFolder } from './data-folder.ts';
import { dayText } from './days.ts';
import type { Fate } from './faults.ts';
import { cursorAfter, PAGE_DAYS, ParametersRefused, readWindow, refuseParameters, type Window } from './windows.ts';

/** What is sent back, if nothing fails. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Content;
}

/** A body that is read from a file while it is sent. */
export interface Content {
  /** The body is longer than this. */
  readonly bytes: number;
  parts(): AsyncIterable<string>;
}

/** A request that can be answered. Only what it may fail by is still open. */
export interface Question {
  /** False for what never fails. */
  readonly mayFail: boolean;
  answer(fate: Fate): Promise<Told>;
}

export interface Told {
  readonly answer: Answer;
  /** What is odd about the answer, though it is sound. */
  readonly oddities: readonly ('repeat' | 'resize')[];
}

const JSON_TYPE = { 'content-type': 'application/json' };
const WHOLE = { '/company_info': 'company', '/exchange_rates': 'exchange_rate' } as const;
const PAGED = { '/sepa': 'sepa', '/swift': 'swift' } as const;
const PATHS = ['/ping', ...Object.keys(WHOLE), ...Object.keys(PAGED)];

/** What each path answers. */
export class Answers {
  readonly #folder: DataFolder;
  readonly #write: Readonly<Record<FileName, (line: string) => string>>;

  /** @param numbers whether amounts and rates are JSON numbers instead of strings */
  constructor(folder: DataFolder, numbers: boolean) {
    this.#folder = folder;
    this.#write = {
      company: recordWriter(FILES.company, numbers),
      exchange_rate: recordWriter(FILES.exchange_rate, numbers),
      sepa: recordWriter(FILES.sepa, numbers),
      swift: recordWriter(FILES.swift, numbers),
    };
  }

  /** @returns the refusal of a request that has no answer, which never fails otherwise */
  ask(method: string, url: URL): Question | Answer {
    const { pathname: path, searchParams: given } = url;
    if (!PATHS.includes(path)) {
      return problem(404, 'No such path', `There is nothing at ${path}. There are ${PATHS.join(', ')}.`);
    }
    if (method !== 'GET' && method !== 'HEAD') {
      const refusal = problem(405, 'Method not allowed', `${method} is not answered here. Send GET or HEAD.`);
      return { ...refusal, headers: { ...refusal.headers, allow: 'GET, HEAD' } };
    }
    try {
      if (Object.hasOwn(PAGED, path)) return this.#page(PAGED[path as keyof typeof PAGED], url);
      refuseParameters(given, []);
    } catch (error) {
      if (error instanceof ParametersRefused) return problem(400, 'The request is not valid', error.message);
      throw error;
    }
    if (Object.hasOwn(WHOLE, path)) return this.#whole(WHOLE[path as keyof typeof WHOLE]);
    const pong = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'pong' };
    return { mayFail: false, answer: async () => ({ answer: pong, oddities: [] }) };
  }

  #whole(name: 'company' | 'exchange_rate'): Question {
    const body = {
      bytes: this.#folder.files[name].size - this.#folder.files[name].start,
      parts: () => this.#list(name, [{}], ''),
    };
    const answer = async () => (await this.#changed(name)) ?? { status: 200, headers: JSON_TYPE, body };
    return { mayFail: true, answer: async () => ({ answer: await answer(), oddities: [] }) };
  }

  #page(name: 'sepa' | 'swift', { origin, searchParams }: URL): Question {
    const days = this.#folder.days[name];
    const { period } = days;
    const asked = readWindow(searchParams, name, period);
    const answer = async ({ days: drawn = PAGE_DAYS, repeated }: Fate): Promise<Told> => {
      const changed = await this.#changed(name);
      if (changed) return { answer: changed, oddities: [] };
      // Who asks for a window of his own goes on by himself: what would be missing of it were lost.
      const window: Window | undefined = asked?.kind === 'page' ? { from: asked.from, to: asked.from + drawn } : asked;
      const next = window ? cursorAfter(window, name, period) : null;
      const [from, to] = window ? [days.offsetOf(window.from), days.offsetOf(window.to)] : [0, 0];
      const again = repeated > 0 && window !== undefined && next !== null && to < this.#folder.files[name].size;
      const said = { next, from: window ? dayText(window.from) : null, to: window ? dayText(window.to) : null };
      const ranges = [{ from, to }, ...(again ? [{ from: to, most: repeated }] : [])];
      const body = { bytes: to - from, parts: () => this.#list(name, ranges, `,${JSON.stringify(said).slice(1, -1)}`) };
      const link = next === null ? {} : { link: `<${origin}/${name}?cursor=${next}>; rel="next"` };
      return {
        answer: { status: 200, headers: { ...JSON_TYPE, ...link }, body },
        oddities: [
          ...(again ? ['repeat' as const] : []),
          ...(asked?.kind === 'page' && drawn !== PAGE_DAYS ? ['resize' as const] : []),
        ],
      };
    };
    return { mayFail: true, answer };
  }

  async *#list(name: FileName, ranges: readonly Range[], rest: string): AsyncGenerator<string> {
    let before = '{"data":[';
    for (const range of ranges) {
      for await (const part of records(this.#folder.files[name], this.#write[name], range)) {
        yield before + part;
        before = ',';
      }
    }
    yield `${before === ',' ? '' : before}]${rest}}`;
  }

  async #changed(name: FileName): Promise<Answer | undefined> {
    if (!(await this.#folder.files[name].hasChanged())) return undefined;
    const detail = `${name}.csv was written to after the exposer had read it. Start the exposer again.`;
    return problem(500, 'The files have changed', detail);
  }
}

/** @param detail says what to do, too */
export function problem(status: number, title: string, detail: string): Answer {
  const headers = { 'content-type': 'application/problem+json' };
  return { status, headers, body: JSON.stringify({ type: 'about:blank', title, status, detail }) };
}
