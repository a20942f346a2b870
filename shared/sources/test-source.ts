import type { Slice } from '../contracts/slice.ts';
import type { FieldError } from '../domain/problems.ts';
import { asDetail } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { HttpPagesConfig, HttpPagesCredentials } from './http-pages/config.ts';
import { httpPages } from './http-pages/http-pages.ts';
import { missingValues } from './missing-values.ts';
import { SourceFault } from './source-fault.ts';

export interface SourceTest {
  readonly reachable: boolean;
  readonly files: Record<string, { columns: string[]; rows_seen: number }>;
  readonly problems: FieldError[];
}

/** Whoever tries a source waits for it: nothing is asked for long, and hardly again. */
const HASTY = { attempts: 2, timeoutMs: 10_000, maxBytes: 8 * 1024 ** 2 };
/** Less than a request may take. */
const ALL_MS = 24_000;

/** Asks a source for the first page of each file, all at once. */
export async function testSource(
  slice: Slice,
  config: HttpPagesConfig,
  credentials: HttpPagesCredentials,
): Promise<SourceTest> {
  const connector = httpPages(config, credentials, HASTY);
  const now = new Date().toISOString();
  const test = { files: {} as SourceTest['files'], problems: [] as FieldError[] };
  let reachable = true;
  const signal = AbortSignal.timeout(ALL_MS);
  await Promise.all(
    connector.files.map(async ({ fileType, columns }) => {
      try {
        const { records, lacksNext } = await connector.read(fileType, connector.begin(fileType, now), signal);
        const filled = columns.filter((_, index) => records.some(({ cells }) => cells[index] !== ''));
        const field = `config.files.${fileType}`;
        const missing = missingValues(slice, connector, { fileType, columns }, records);
        if (missing) test.problems.push({ field: `${field}.columns`, code: missing.code, ...asDetail(missing.said) });
        const { next } = config.files[fileType]!;
        if (lacksNext && 'from' in next) {
          const said = serviceSentence('source-only-page', { pointer: next.from });
          test.problems.push({ field: `${field}.next.from`, code: 'only-page', ...asDetail(said) });
        }
        test.files[fileType] = { columns: filled, rows_seen: records.length };
      } catch (error) {
        const fault = signal.aborted ? undefined : error;
        if (fault !== undefined && !(fault instanceof SourceFault)) throw fault;
        const { code, said } = fault ?? silent(config);
        if (code === 'source-unreachable' || code === 'address-not-allowed') reachable = false;
        test.problems.push({ field: `config.files.${fileType}`, code, ...asDetail(said) });
      }
    }),
  );
  return { reachable, ...test };
}

const silent = ({ base_url }: HttpPagesConfig): SourceFault =>
  new SourceFault(
    'source-unreachable',
    serviceSentence('source-silent', { address: base_url, seconds: ALL_MS / 1000, attempts: 1 }),
  );
