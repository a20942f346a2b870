import { ActionIcon, Card, Group, SimpleGrid, Text, Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../api/queries/profile.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Count, Share } from '../../parts/values.tsx';
import type { ColumnProfile } from './column-profiles.ts';
import { NOTABLE } from './notable.ts';
import classes from './profile-totals.module.css';
import { shareFilled } from './single-value.ts';

export interface ProfileTotalsProps {
  readonly profile: Profile;
  /** Null where there is no load before. */
  readonly before: UseQueryResult<Profile | null>;
  readonly columns: readonly ColumnProfile[];
}

/** The profile in four figures. */
export function ProfileTotals({ profile, before, columns }: ProfileTotalsProps) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const filled = columns.reduce((sum, { now }) => sum + shareFilled(now), 0);
  const notices = columns.reduce((sum, column) => sum + column.notices.length, 0);
  const changed = columns.filter((column) => column.notices.length > 0).length;
  const countOf = (section: ColumnProfile['section']) =>
    formats.count(columns.filter((column) => column.section === section).length);
  return (
    <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="md" className={classes.totals ?? ''}>
      <Figure
        name={t('totals.rows')}
        detail={before.data ? t('totals.rowsBefore', { rows: formats.count(before.data.row_count) }) : undefined}
      >
        <Count value={profile.row_count} />
      </Figure>
      <Figure
        name={t('totals.columns')}
        detail={t('totals.columnsDetail', { numeric: countOf('numeric'), categorical: countOf('categorical') })}
      >
        <Count value={columns.length} />
      </Figure>
      <Figure name={t('totals.completeness')} hint={t('totals.completenessHint')}>
        <Share value={columns.length === 0 ? null : filled / columns.length} />
      </Figure>
      <Figure
        name={t('totals.notable')}
        hint={t('notable.rule', {
          missing: formats.count(NOTABLE.missingPoints),
          median: formats.percent(NOTABLE.medianOfSpread),
          mean: formats.percent(NOTABLE.meanShare),
          zeros: formats.count(NOTABLE.zeroPoints),
          value: formats.count(NOTABLE.valuePoints),
          newValue: formats.percent(NOTABLE.newValuePercent / 100),
          errors: formats.count(NOTABLE.standardErrors),
          fewest: formats.count(NOTABLE.fewestValues),
        })}
        detail={
          before.data === null
            ? t('totals.noBefore')
            : notices === 0
              ? before.isSuccess && t('totals.none')
              : t('totals.notableDetail', { columns: formats.count(changed) })
        }
      >
        {before.data ? <Count value={notices} /> : '–'}
      </Figure>
    </SimpleGrid>
  );
}

function Figure({
  name,
  hint,
  detail,
  children,
}: {
  readonly name: string;
  readonly hint?: string;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Card p="sm" component="div">
      <dt className={classes.name}>
        <Group gap={2} wrap="nowrap">
          {name}
          {hint !== undefined && (
            <Tooltip label={hint} multiline maw={340}>
              <ActionIcon size="xs" variant="subtle" color="gray" aria-label={hint}>
                <IconHelpCircle size={14} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </dt>
      <dd className={classes.figure}>{children}</dd>
      {detail && (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {detail}
        </Text>
      )}
    </Card>
  );
}
