import { Anchor, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { dataPath } from '../../datasets/row-path.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { isRatio } from '../../parts/column-kinds.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import classes from './column-details.module.css';
import { type ColumnProfile, NOTICES_SHOWN } from './column-profiles.ts';
import { Histogram } from './histogram.tsx';
import { useNoticeText } from './notice-text.ts';
import { filledOf, shareFilled, singleValueOf } from './single-value.ts';
import { StatisticsTable } from './statistics-table.tsx';
import { TopValues } from './top-values.tsx';

export interface ColumnDetailsProps {
  readonly profile: ColumnProfile;
  readonly slice: SliceName;
  readonly dataType: string;
}

/** All that is known of a column: every figure now and before, what changed, and what the rules found. */
export function ColumnDetails({ profile, slice, dataType }: ColumnDetailsProps) {
  const { t } = useTranslation('profile');
  const texts = useCellTexts();
  const words = useNoticeText(profile.column);
  const { column, now, before, notices } = profile;
  const title = texts.title(column.name);
  // One value says it all, and the line has it, unless there were others before.
  const isPlain = filledOf(now) === 0 || singleValueOf(now) !== undefined;
  const isNew = before === undefined || filledOf(before) === 0;
  const hasFigures = !isPlain || (!isNew && singleValueOf(before) !== singleValueOf(now));
  return (
    <div className={classes.details} data-section={hasFigures ? profile.section : 'other'}>
      <Stack gap={8}>
        <Completeness profile={profile} />
        {now.completeness.missing_count > 0 && (
          <Anchor
            component={Link}
            size="xs"
            c="var(--tranche-link)"
            to={dataPath(slice, dataType, [[`filter[${column.name}][is_null]`, 'true']])}
          >
            {t('column.viewMissing')}
          </Anchor>
        )}
        {notices.length > NOTICES_SHOWN && (
          <div>
            <Text size="xs" c="dimmed">
              {t('totals.notable')}
            </Text>
            <List size="xs" listStyleType="none">
              {notices.map((notice) => (
                <List.Item key={words(notice)}>{words(notice)}</List.Item>
              ))}
            </List>
          </div>
        )}
        <Findings profile={profile} />
      </Stack>
      {hasFigures && now.numeric && (
        <>
          <Histogram column={column} title={title} now={now.numeric} before={before?.numeric} />
          <div>
            <StatisticsTable column={column} title={title} now={now.numeric} before={before?.numeric} />
            {isRatio(column) && (
              <Text size="xs" c="dimmed" mt={6}>
                {t('column.simpleMean')}
              </Text>
            )}
          </div>
        </>
      )}
      {hasFigures && !now.numeric && now.categorical && (
        <TopValues column={column} title={title} now={now.categorical} before={before?.categorical} />
      )}
    </div>
  );
}

function Completeness({ profile: { now, before } }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const { missing_count } = now.completeness;
  const words =
    missing_count === 0
      ? t('column.complete')
      : t('column.missing', { count: missing_count, shown: formats.count(missing_count) });
  const isOther = before !== undefined && shareFilled(before) !== shareFilled(now);
  return (
    <Text size="xs">
      {words}
      {isOther && ` · ${t('column.filledBefore', { share: formats.share(shareFilled(before)) })}`}
    </Text>
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
        {findings.map(({ rule_id, severity, count, expected, expected_message }) => (
          <li
            key={rule_id}
            title={expected === null ? undefined : (server.text(expected, expected_message) ?? expected)}
          >
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
