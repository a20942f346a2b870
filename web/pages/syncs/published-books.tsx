import { Anchor, Badge, Stack, Table, Text } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { type Publication, publicationsQuery } from '../../api/queries/publications.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { RestoreButton } from './restore-button.tsx';

/** What was live of a slice, newest first; earlier books can be made live again as long as their rows are kept. */
export function PublishedBooks({ slice }: { readonly slice: SliceName }) {
  const { t } = useTranslation(['syncs', 'common']);
  const publications = useQuery(publicationsQuery(slice));
  return (
    <Loaded query={publications}>
      {(data) =>
        data.length === 0 ? (
          <EmptyState title={t('published.none')} icon={IconBooks}>
            {t('published.noneDetail')}
          </EmptyState>
        ) : (
          <PublicationTable dataset={slice.dataset} publications={data} />
        )
      }
    </Loaded>
  );
}

function PublicationTable({
  dataset,
  publications,
}: {
  readonly dataset: string;
  readonly publications: readonly Publication[];
}) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const fileTypes = fileTypesIn(dataset, Object.assign({}, ...publications.map(({ files }) => files)));
  const live = publications.find((publication) => publication.live);
  return (
    <ScrollTable label={t('published.title')} minWidth={820} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('published.when')}</Table.Th>
          <Table.Th>{t('published.by')}</Table.Th>
          {fileTypes.map((fileType) => (
            <Table.Th key={fileType} data-number>
              {names.table(dataset, fileType)}
            </Table.Th>
          ))}
          <Table.Th>{t('published.reason')}</Table.Th>
          <Table.Th>{t('published.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {publications.map((publication) => (
          <Table.Tr key={`${publication.sync_id} ${publication.published_at}`}>
            <Table.Td>
              <Anchor
                component={Link}
                to={pathOf(dataset, `/syncs/${publication.sync_id}`)}
                fz="inherit"
                c="var(--tranche-link)"
              >
                <time dateTime={publication.published_at}>{formats.dateTime(publication.published_at)}</time>
              </Anchor>
            </Table.Td>
            <Table.Td data-label={t('published.by')}>
              {publication.by === 'schedule' ? t('common:trigger.SCHEDULE') : <code>{publication.by}</code>}
            </Table.Td>
            {fileTypes.map((fileType) => (
              <Table.Td key={fileType} data-number data-label={names.table(dataset, fileType)}>
                {publication.files[fileType]?.rows == null ? '–' : formats.count(publication.files[fileType].rows)}
              </Table.Td>
            ))}
            <Table.Td data-label={t('published.reason')}>
              {publication.reason === null ? (
                '–'
              ) : (
                <Stack gap={0}>
                  <Text inherit>{t('published.restored')}</Text>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {publication.reason}
                  </Text>
                </Stack>
              )}
            </Table.Td>
            <Table.Td data-label={t('published.state')}>
              {publication.live ? (
                <Badge color="teal" variant="filled" tt="none">
                  {t('common:live.all')}
                </Badge>
              ) : live && isSameBook(publication, live) ? (
                <Text span size="xs" c="dimmed">
                  {t('published.same')}
                </Text>
              ) : publication.restorable && live ? (
                <RestoreButton publication={publication} live={live} />
              ) : (
                <Text span size="xs" c="dimmed">
                  {t('published.gone')}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

const isSameBook = (a: Publication, b: Publication): boolean =>
  fileTypesIn(a.dataset, { ...a.files, ...b.files }).every(
    (fileType) => a.files[fileType]?.batch_id === b.files[fileType]?.batch_id,
  );
