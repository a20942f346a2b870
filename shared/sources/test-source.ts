import type { Slice } from '../contracts/slice.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { checkSample, type SampleCheck } from './check-sample.ts';
import type { Connector, Moment, PulledFileType, Remark } from './connector.ts';
import { openConnector } from './connectors.ts';
import { missingValues } from './missing-values.ts';
import { SourceFault } from './source-fault.ts';
import { hostOf, kindOf, type SourceCredentials, type SourceTarget } from './source-kinds.ts';

export interface SourceTest {
  readonly reachable: boolean;
  readonly files: Record<string, { columns: string[]; rows_seen: number } & SampleCheck>;
  readonly problems: FieldError[];
}

/** Less than a request may take. */
const ALL_MS = 24_000;

/** Asks a source for the first page of each file, all at once, and checks its rows. */
export async function testSource(
  slice: Slice,
  target: SourceTarget,
  credentials: SourceCredentials | undefined,
): Promise<SourceTest> {
  const connector = await openConnector(target, credentials, { slice, isHasty: true });
  const signal = AbortSignal.timeout(ALL_MS);
  const found = { reachable: true, files: {} as SourceTest['files'], problems: [] as FieldError[] };
  const note = (field: string, error: unknown): void => {
    const fault = signal.aborted ? silent(target) : error;
    if (!(fault instanceof SourceFault)) throw fault;
    if (fault.code === 'source-unreachable' || fault.code === 'address-not-allowed') found.reachable = false;
    found.problems.push(fieldError(fieldOf(target, fault, field), fault.code, fault.said));
  };
  const remark = (field: string, { field: within, code, said }: Remark): void => {
    found.problems.push(fieldError(`${field}.${within}`, code, said));
  };
  const { filesField } = kindOf(target);
  try {
    const moment = { until: new Date().toISOString(), fixed: null as unknown };
    if (connector.fixMoment) {
      const first = await connector.fixMoment(signal);
      moment.fixed = first.fixed;
      if (first.remark) remark('config', first.remark);
    }
    await Promise.all(
      connector.files.map(async (file) => {
        const field = `config.${filesField}.${file.fileType}`;
        try {
          const { filled, rows, checked, problems } = await firstPage(slice, connector, file, moment, signal);
          for (const problem of problems) {
            if (problem instanceof SourceFault) note(`${field}.columns`, problem);
            else remark(field, problem);
          }
          found.files[file.fileType] = { columns: filled, rows_seen: rows, ...checked };
        } catch (error) {
          note(field, error);
        }
      }),
    );
  } catch (error) {
    note(`config.${filesField}`, error);
  } finally {
    await connector.close();
  }
  return { ...found, problems: saidOnce(found.problems, `config.${filesField}`) };
}

const OF_CREDENTIALS = ['source-login-refused', 'source-no-login', 'source-refuses-credentials'];
const OF_THE_HOST = [
  'source-address-not-allowed',
  'source-host-unknown',
  'source-not-connected',
  'source-certificate',
  'source-no-tls',
];

/** What a fault is a fault of, where that is no file: what was said tells. @param file the field of the file that was asked for */
function fieldOf(target: SourceTarget, { said }: SourceFault, file: string): string {
  const { id } = said.message;
  if (OF_CREDENTIALS.includes(id)) return 'credentials';
  if (OF_THE_HOST.includes(id)) return `config.${kindOf(target).targetOf(target.config).field}`;
  return id === 'source-database-unknown' ? 'config.database' : file;
}

/** What is said of several files in the same words is of the source: said once, of all of them. */
function saidOnce(problems: readonly FieldError[], ofAll: string): FieldError[] {
  const alike = Map.groupBy(problems, ({ code, detail }) => `${code} ${detail}`);
  return [...alike.values()].map(([first, ...more]) => {
    const field = more.every((other) => other.field === first!.field) ? first!.field : ofAll;
    return { ...first!, field };
  });
}

interface FirstPage {
  readonly filled: string[];
  readonly rows: number;
  readonly checked: SampleCheck;
  readonly problems: readonly (SourceFault | Remark)[];
}

async function firstPage(
  slice: Slice,
  connector: Connector,
  { fileType, columns }: PulledFileType,
  moment: Moment,
  signal: AbortSignal,
): Promise<FirstPage> {
  const { records, remark } = await connector.read(fileType, connector.begin(fileType, moment), signal);
  const filled = columns.filter((_, index) => records.some(({ cells }) => cells[index] !== ''));
  const missing = missingValues(slice, connector, { fileType, columns }, records);
  return {
    filled,
    rows: records.length,
    checked: checkSample(slice, { fileType, columns }, records),
    problems: [missing, remark].filter((one) => one !== undefined),
  };
}

const silent = (target: SourceTarget): SourceFault =>
  new SourceFault(
    'source-unreachable',
    serviceSentence('source-silent', { address: hostOf(target), seconds: ALL_MS / 1000, attempts: 1 }),
  );
