import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { hasEnded, latestSyncsQuery } from '../../api/queries/syncs.ts';
import { latestUploadsQuery } from '../../api/queries/uploads.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import classes from './dataset-card.module.css';

const SYNCS_LOOKED_AT = 20;
const UPLOADS_LOOKED_AT = 50;

/** A dataset: what it has, since when that is live, and whether something waits or has failed. */
export function DatasetCard({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  const { name } = dataset;
  const slices = Slice.allOf(dataset);
  const books = useLiveBooks(slices);
  const loadedAt = (text: string) => {
    const book = books?.[text];
    return book ? formats.dateTime(book.published_at) : books && t('dataset.nothingLoaded');
  };
  return (
    <Card component="section" className={classes.card ?? ''} aria-label={names.dataset(name)}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2}>
            <Link to={pathOf(name, '')} className={classes.link}>
              {names.dataset(name)}
            </Link>
          </Title>
          <Signs dataset={name} />
        </Group>
        <Text size="sm" c="dimmed">
          {dataset.fileTypes.map((fileType) => names.table(name, fileType.name)).join(', ')}
        </Text>
        <KeyValueList
          items={slices.map((slice) => [
            slice.variant === null ? t('dataset.loadedAt') : names.slice(slice),
            loadedAt(sliceText(slice)) ?? '',
          ])}
        />
      </Stack>
    </Card>
  );
}

/** What somebody should know before opening it. */
function Signs({ dataset }: { readonly dataset: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const syncs = useQuery(latestSyncsQuery(dataset, SYNCS_LOOKED_AT)).data?.data ?? [];
  const staged = useQuery(latestUploadsQuery(dataset, UPLOADS_LOOKED_AT, 'STAGED')).data ?? [];
  const running = syncs.some((sync) => !hasEnded(sync));
  const pending = syncs.filter(({ publication }) => publication === 'pending').length;
  const failed = newestOfEach(syncs).some(({ status }) => status === 'FAILED');
  return (
    <Group gap={6}>
      {failed && (
        <Badge color="red" tt="none">
          {t('dataset.failed')}
        </Badge>
      )}
      {pending > 0 && (
        <Badge color="yellow" tt="none">
          {t('syncState.AWAITING_PUBLICATION')}
        </Badge>
      )}
      {running && (
        <Badge color="petrol" tt="none">
          {t('dataset.running')}
        </Badge>
      )}
      {staged.length > 0 && (
        <Badge color="yellow" tt="none">
          {t('dataset.staged', { count: staged.length, shown: formats.count(staged.length) })}
        </Badge>
      )}
    </Group>
  );
}

/** Of each slice the load that ended last; a check alone says nothing of what is live. */
function newestOfEach<T extends { variant: string | null; validate_only: boolean; completed_at: string | null }>(
  syncs: readonly T[],
): T[] {
  const ended = syncs.filter(({ completed_at, validate_only }) => completed_at !== null && !validate_only);
  return ended.filter((sync, at) => ended.findIndex(({ variant }) => variant === sync.variant) === at);
}
