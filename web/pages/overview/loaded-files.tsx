import { Anchor, SimpleGrid, Table, Text } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { tablesOf } from '../../../shared/contracts/contract.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loadedTableOf, publicationsQuery } from '../../api/queries/publications.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import { dataPath } from '../../datasets/row-path.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { Count, DateTime } from '../../parts/values.tsx';

/** What is loaded of each slice: every file type and derived table, with its rows and since when. */
export function LoadedFiles() {
  const slices = Slice.allOf(useDataset());
  return (
    <SimpleGrid cols={{ base: 1, lg: Math.min(slices.length, 2) }} spacing="md">
      {slices.map((slice) => (
        <SlicePanel key={slice.text} slice={slice} />
      ))}
    </SimpleGrid>
  );
}

function SlicePanel({ slice }: { readonly slice: Slice }) {
  const { t } = useTranslation('overview');
  const names = useNames();
  const publications = useQuery(publicationsQuery(slice));
  const live = publications.data?.find((publication) => publication.live);
  return (
    <Panel
      title={names.slice(slice)}
      flush={live !== undefined}
      actions={
        live && (
          <Text size="sm" c="dimmed">
            {t('loaded.since')} <DateTime value={live.published_at} />
          </Text>
        )
      }
    >
      <Loaded query={publications}>
        {(published) =>
          live ? (
            <ScrollTable label={names.slice(slice)} minWidth={420} asCards>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('loaded.table')}</Table.Th>
                  <Table.Th data-number>{t('loaded.rows')}</Table.Th>
                  <Table.Th>{t('loaded.when')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tablesOf(slice.contract).map(({ name }) => {
                  const loaded = loadedTableOf(published, name);
                  // A file that the book does not have; what is derived from files has no number of rows of its own.
                  const isMissing = live.files[name] === undefined && fileTypesOf(slice.dataset).includes(name);
                  return (
                    <Table.Tr key={name}>
                      <Table.Td>
                        <Anchor component={Link} to={dataPath(slice, name)} fz="inherit" c="var(--tranche-link)">
                          {names.table(slice.dataset, name)}
                        </Anchor>
                      </Table.Td>
                      <Table.Td data-number data-label={t('loaded.rows')}>
                        <Count value={loaded?.rows ?? null} />
                      </Table.Td>
                      <Table.Td data-label={t('loaded.when')}>
                        <DateTime value={isMissing ? null : (loaded?.loadedAt ?? null)} />
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </ScrollTable>
          ) : (
            <EmptyState
              title={t('loaded.nothing')}
              icon={IconDatabaseOff}
              action={
                <ButtonLink to={pathOf(slice.dataset, '/upload')} variant="light" size="xs">
                  {t('uploadFiles')}
                </ButtonLink>
              }
            >
              {t('loaded.nothingDetail', {
                files: slice.contract.fileTypes.map(({ name }) => names.table(slice.dataset, name)).join(', '),
              })}
            </EmptyState>
          )
        }
      </Loaded>
    </Panel>
  );
}
