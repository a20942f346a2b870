import { FILE_NAMES, FILES } from './columns.ts';

const PATHS = { company: '/company_info', exchange_rate: '/exchange_rates', sepa: '/sepa', swift: '/swift' } as const;
const PAGED: readonly string[] = ['sepa', 'swift'];

/** How a source of the dataset reads an exposer. */
export const exposerConfig = (url: string) => ({
  base_url: url,
  files: Object.fromEntries(
    FILE_NAMES.map((name) => [
      name,
      {
        path: PATHS[name],
        records: '/data',
        columns: Object.fromEntries(FILES[name].map(([column]) => [column, column])),
        next: PAGED.includes(name) ? { kind: 'cursor', from: '/next', parameter: 'cursor' } : { kind: 'none' },
        allow_empty: false,
        repeated: 'dropped',
      } as const,
    ]),
  ),
});
