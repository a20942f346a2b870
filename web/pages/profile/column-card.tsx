import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FileType, LoanType } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import classes from './column-card.module.css';
import type { ColumnProfile } from './column-profiles.ts';
import { CompletenessBar } from './completeness-bar.tsx';
import { Histogram } from './histogram.tsx';
import type { Notice } from './notable.ts';
import { useStatisticText } from './statistic-text.ts';
import { StatisticsTable } from './statistics-table.tsx';
import { TopValues } from './top-values.tsx';

const NOTICES_SHOWN = 4;

export interface ColumnCardProps {
  readonly profile: ColumnProfile;
  readonly loanType: LoanType;
  readonly dataType: FileType;
}

/** One column: how complete, how spread, what changed, and which rules found something. */
export function ColumnCard({ profile, loanType, dataType }: ColumnCardProps) {
  const { t } = useTranslation('profile');
  const texts = useCellTexts();
  const id = useId();
  const { column, now, before } = profile;
  const title = texts.title(column.name);
  return (
    <Card component="article" aria-labelledby={id} className={classes.card ?? ''} data-section={profile.section}>
      <Stack gap={8} className={classes.about ?? ''}>
        <div>
          <Title order={3} id={id} fz="md">
            {title}
          </Title>
          <code className={classes.name}>{column.name}</code>
        </div>
        <CompletenessBar title={title} now={now.completeness} before={before?.completeness} />
        <Notices profile={profile} />
        <Findings profile={profile} />
        {now.completeness.missing_count > 0 && (
          <Anchor
            component={Link}
            size="xs"
            c="var(--tranche-link)"
            to={`/data?${new URLSearchParams({ loan_type: loanType, data_type: dataType, [`filter[${column.name}][is_null]`]: 'true' })}`}
          >
            {t('column.filter')}
          </Anchor>
        )}
      </Stack>
      {now.numeric && (
        <>
          <Histogram column={column} title={title} now={now.numeric} before={before?.numeric} />
          <StatisticsTable column={column} title={title} now={now.numeric} before={before?.numeric} />
        </>
      )}
      {!now.numeric && now.categorical && (
        <TopValues column={column} title={title} now={now.categorical} before={before?.categorical} />
      )}
    </Card>
  );
}

function Notices({ profile: { column, notices } }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const texts = useCellTexts();
  const statistic = useStatisticText(column);
  if (notices.length === 0) return null;
  const words = (notice: Notice): string => {
    if (notice.kind === 'median' || notice.kind === 'mean') {
      return t(`notable.${notice.kind}`, { before: statistic(notice.before), now: statistic(notice.now) });
    }
    const shares = { before: formats.percent(notice.before, 2), now: formats.percent(notice.now, 2) };
    const value = 'value' in notice ? texts.shown(column, notice.value) : '';
    return t(`notable.${notice.kind}`, { ...shares, value });
  };
  return (
    <Group gap={4}>
      {notices.slice(0, NOTICES_SHOWN).map((notice) => (
        <Badge
          key={`${notice.kind} ${'value' in notice ? notice.value : ''}`}
          color="yellow"
          tt="none"
          className={classes.notice ?? ''}
          leftSection={<IconArrowsExchange size={12} aria-hidden />}
        >
          {words(notice)}
        </Badge>
      ))}
      {notices.length > NOTICES_SHOWN && (
        <Text size="xs" c="dimmed">
          {t('notable.more', { count: notices.length - NOTICES_SHOWN })}
        </Text>
      )}
    </Group>
  );
}

function Findings({ profile: { findings } }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const server = useServerWords();
  if (findings.length === 0) return null;
  return (
    <div className={classes.findings}>
      <Text size="xs" c="dimmed">
        {t('column.findings')}
      </Text>
      <ul>
        {findings.map(({ rule_id, severity, count, expected }) => (
          <li key={rule_id} title={expected === null ? undefined : (server.text(expected) ?? expected)}>
            {t('column.finding', { times: formats.count(count) })} <RuleLink ruleId={rule_id} />{' '}
            <Text span size="xs" c="dimmed">
              {t(`column.severity.${severity}`)}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
