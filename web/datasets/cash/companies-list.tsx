import { Card, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import { useNames } from '../use-names.ts';
import { CompanyLink } from './company-link.tsx';
import { readCurrency } from './company-view.ts';
import { CurrencyChoice } from './currency-choice.tsx';
import { NoCash } from './no-cash.tsx';
import { type CompaniesAsked, companiesQuery, SLICE, useLiveBatch } from './queries.ts';
import { COMPANIES_PAGE } from './tables.ts';
import { WithoutRate } from './without-rate.tsx';

const SORTS = ['name', '-balance', 'balance'] as const;
const FIGURES = ['balance', 'debt', 'credit'] as const;
/** Until typing has paused, nobody is asked. */
const PAUSE_MS = 200;

/** Every company with what it has and owes, in the currency that is chosen. */
export function CompaniesList() {
  const { t } = useTranslation('cash');
  const names = useNames();
  const { params, choose } = useViewChoice();
  const batchId = useLiveBatch();
  const currency = readCurrency(params);
  const search = params.get('q') ?? '';
  const [settled] = useDebouncedValue(search.trim(), PAUSE_MS);
  const sort = SORTS.find((value) => value === params.get('sort')) ?? SORTS[0];
  return (
    <>
      <PageHeader
        title={names.page(SLICE.dataset, COMPANIES_PAGE)}
        actions={<CurrencyChoice value={currency} onChange={choose('currency')} />}
      />
      <Card>
        <Group gap="sm" mb="md" align="flex-end">
          <TextInput
            type="search"
            label={t('list.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            autoComplete="off"
            spellCheck={false}
            maxLength={255}
            w={{ base: '100%', xs: 240 }}
            value={search}
            onChange={(event) => choose('q')(event.currentTarget.value)}
          />
          <Select
            label={t('list.sort')}
            allowDeselect={false}
            w={{ base: '100%', xs: 200 }}
            data={SORTS.map((value) => ({ value, label: t(`list.sorts.${value}`) }))}
            value={sort}
            onChange={choose('sort')}
          />
        </Group>
        {batchId === undefined ? (
          <LoadingState rows={10} height={30} />
        ) : batchId === null ? (
          <NoCash />
        ) : (
          <Companies asked={{ search: settled, sort, currency }} batchId={batchId} />
        )}
      </Card>
    </>
  );
}

function Companies({ asked, batchId }: { readonly asked: CompaniesAsked; readonly batchId: string }) {
  const { t } = useTranslation('cash');
  const formats = useFormats();
  const companies = useInfiniteQuery(companiesQuery(asked, batchId));
  return (
    <Loaded query={companies} loading={<LoadingState rows={10} height={30} />}>
      {({ pages }) => {
        const rows = pages.flatMap(({ data }) => data);
        const count = rows.length;
        if (count === 0) {
          return asked.search === '' ? (
            <EmptyState title={t('list.noCompanies')} icon={IconBuilding} />
          ) : (
            <EmptyState title={t('list.none')} icon={IconSearchOff} />
          );
        }
        const without = [...new Set(pages.flatMap((page) => page.currencies_without_rate))].sort();
        return (
          <Stack gap="xs">
            <WithoutRate currencies={without} />
            <Text size="sm" c="dimmed" role="status">
              {t(companies.hasNextPage ? 'list.more' : 'list.shown', { count, shown: formats.count(count) })}
            </Text>
            <Card.Section>
              <Rows rows={rows} currency={pages[0]?.currency ?? asked.currency} />
              <MoreButton query={companies} />
            </Card.Section>
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface RowsProps {
  readonly rows: readonly {
    readonly company_id: string;
    readonly name: string;
    readonly owner: string | null;
    readonly accounts: number;
    readonly balance: string;
    readonly debt: string;
    readonly credit: string;
  }[];
  readonly currency: CompaniesAsked['currency'];
}

function Rows({ rows, currency }: RowsProps) {
  const names = useNames();
  const formats = useFormats(currency);
  const title = (column: string) => names.column(SLICE.dataset, column);
  return (
    <ScrollTable label={names.page(SLICE.dataset, COMPANIES_PAGE)} minWidth={860} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title('name')}</Table.Th>
          <Table.Th>{title('company_id')}</Table.Th>
          <Table.Th>{title('owner')}</Table.Th>
          <Table.Th data-number>{title('accounts')}</Table.Th>
          {FIGURES.map((name) => (
            <Table.Th key={name} data-number>
              {title(name)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.company_id}>
            <Table.Td>
              <CompanyLink id={row.company_id} currency={currency}>
                <b>{row.name}</b>
              </CompanyLink>
            </Table.Td>
            <Table.Td data-label={title('company_id')}>{row.company_id}</Table.Td>
            <Table.Td data-label={title('owner')}>{row.owner ?? '–'}</Table.Td>
            <Table.Td data-number data-label={title('accounts')}>
              {formats.count(row.accounts)}
            </Table.Td>
            {FIGURES.map((name) => (
              <Table.Td key={name} data-number data-label={title(name)}>
                {formats.amount(row[name])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
