import { RefusedRequest } from '../../shared/client/tranche-client.ts';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import type { AnalysisAnswer, AnalysisBody } from '../../shared/http/schemas/dataset.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { printable } from '../text/printable.ts';
import { rowTableLines } from '../text/row-table.ts';
import { tableLines } from '../text/table.ts';

export interface AnalysesOptions {
  readonly variant?: string | undefined;
  /** The parameter `limit`, which several have. */
  readonly limit?: number | undefined;
  readonly param: readonly (readonly [name: string, value: string])[];
}

/** The named questions there are; or the answer to one. */
export async function analyses(
  context: CommandContext,
  dataset: Dataset | undefined,
  name: string | undefined,
  options: AnalysesOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (dataset === undefined || name === undefined) return listAnalyses(context, dataset ? [dataset] : DATASETS);
  const client = await context.client();
  const query = { ...Object.fromEntries(options.param), limit: options.limit, variant: options.variant?.toUpperCase() };
  const answer = await client.askAnalysis(dataset.name, name, query).catch((error: unknown) => {
    if (!(error instanceof RefusedRequest) || error.code !== 'not-found') throw error;
    throw usageFailure(error.problem.detail ?? error.message, `npx tranche analyses ${dataset.name} lists them.`);
  });
  if (terminal.json) await terminal.document(answer);
  else await terminal.lines(...answerLines(answer));
  return EXIT.ok;
}

async function listAnalyses(context: CommandContext, datasets: readonly Dataset[]): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  const pages = await Promise.all(datasets.map(({ name }) => client.listAnalyses(name)));
  const data = pages.flatMap((page) => page.data);
  if (terminal.json) await terminal.document({ data, next_cursor: null });
  else if (data.length === 0) await terminal.lines(`There is none of ${datasets.map(({ name }) => name).join(', ')}.`);
  else {
    const titles = ['dataset', 'analysis', 'question', 'parameters'];
    const rows = data.map((each) => [each.dataset, each.name, each.title, parametersOf(each)]);
    await terminal.lines(
      ...tableLines(
        titles.map((title) => ({ title })),
        rows,
      ),
    );
  }
  return EXIT.ok;
}

/** As they can be typed, with what holds where they are left out. */
function parametersOf({ parameters }: AnalysisBody): string {
  const { properties = {} } = parameters as { properties?: Record<string, { default?: unknown }> };
  return Object.entries(properties)
    .map(([name, { default: otherwise }]) => `${name}=${printable(String(otherwise || '…'))}`)
    .join(' ');
}

const answerLines = ({ columns, rows }: AnalysisAnswer): string[] =>
  rows.length === 0
    ? ['No rows.']
    : rowTableLines(
        rows,
        columns.map(({ name }) => name),
      );
