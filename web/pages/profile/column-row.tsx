import { Badge, Text, Title } from '@mantine/core';
import { IconArrowsExchange, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { ColumnDetails } from './column-details.tsx';
import { type ColumnProfile, findingCount, NOTICES_SHOWN, type Section } from './column-profiles.ts';
import classes from './column-row.module.css';
import { SmallHistogram } from './histogram.tsx';
import { countOf } from './notable.ts';
import { useNoticeText } from './notice-text.ts';
import { filledOf, shareFilled, singleValueOf } from './single-value.ts';
import { useStatisticText } from './statistic-text.ts';

/** What the parts of the lines below it are. Each line says so by itself to who does not see it, and on a phone. */
export function ColumnRowHead({ section }: { readonly section: Section }) {
  const { t } = useTranslation('profile');
  return (
    <div className={`${classes.line} ${classes.head}`} aria-hidden="true">
      <span>{t('column.column')}</span>
      <span>{section !== 'other' && t('column.distribution')}</span>
      <span className={classes.number}>{t('column.filled')}</span>
      {section === 'numeric' &&
        (['min', 'p50', 'max'] as const).map((name) => (
          <span key={name} className={classes.number}>
            {t(`column.stat.${name}`)}
          </span>
        ))}
      {section === 'categorical' && (
        <>
          <span className={classes.number}>{t('column.distinct')}</span>
          <span className={classes.wide}>{t('column.mostFrequent')}</span>
        </>
      )}
      {section === 'other' && <span className={classes.all} />}
      <span>{t('column.changes')}</span>
      <span />
    </div>
  );
}

export interface ColumnRowProps {
  readonly profile: ColumnProfile;
  readonly slice: SliceName;
  readonly dataType: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One column in a line: how it is spread, how complete, its main figures and what changed. It opens to the details. */
export function ColumnRow({ profile, slice, dataType, isOpen, onToggle }: ColumnRowProps) {
  const texts = useCellTexts();
  const id = useId();
  const { column } = profile;
  return (
    <article className={classes.row} aria-labelledby={id}>
      <div className={classes.line}>
        <div className={classes.about}>
          <Title order={3} id={id} fz="sm">
            <button
              type="button"
              className={classes.toggle}
              aria-expanded={isOpen}
              aria-controls={isOpen ? `${id}-details` : undefined}
              onClick={onToggle}
            >
              {texts.title(column.name)}
            </button>
          </Title>
          <code className={classes.name}>{column.name}</code>
        </div>
        <Spread profile={profile} />
        <Filled profile={profile} />
        <MainFigures profile={profile} />
        <Changes profile={profile} />
        <IconChevronRight size={16} aria-hidden className={classes.chevron ?? ''} />
      </div>
      {isOpen && (
        <div id={`${id}-details`} className={classes.details}>
          <ColumnDetails profile={profile} slice={slice} dataType={dataType} />
        </div>
      )}
    </article>
  );
}

function Spread({ profile: { now } }: { readonly profile: ColumnProfile }) {
  const isSpread = filledOf(now) > 0 && singleValueOf(now) === undefined;
  return (
    <div className={classes.spread}>
      {isSpread && now.numeric && <SmallHistogram now={now.numeric} />}
      {isSpread && !now.numeric && now.categorical && (
        <div className={classes.shares} aria-hidden="true">
          {now.categorical.values.slice(0, 8).map(({ value, frequency }) => (
            <span key={value} style={{ flexGrow: frequency / countOf(now.categorical!) }} />
          ))}
        </div>
      )}
    </div>
  );
}

function Filled({ profile: { now } }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const share = shareFilled(now);
  const level = share < 0.5 ? 'poor' : share < 0.9 ? 'fair' : 'good';
  return (
    <div className={`${classes.figure} ${classes.number}`}>
      <span className={classes.label}>{t('column.filled')}</span>
      {formats.share(share)}
      <span className={classes.bar} data-level={level} aria-hidden="true">
        {share > 0 && <span style={{ width: `${share * 100}%` }} />}
      </span>
    </div>
  );
}

function MainFigures({ profile }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const texts = useCellTexts();
  const { column, now } = profile;
  const statistic = useStatisticText(column);
  if (filledOf(now) === 0) return <div className={`${classes.all} ${classes.none}`}>{t('column.noValues')}</div>;
  const single = singleValueOf(now);
  if (single !== undefined) {
    const value = now.numeric ? statistic(Number(single)) : texts.shown(column, single);
    return <div className={classes.all}>{t('column.allSame', { value })}</div>;
  }
  if (now.numeric) {
    return (['min', 'p50', 'max'] as const).map((name) => (
      <div key={name} className={`${classes.figure} ${classes.number}`}>
        <span className={classes.label}>{t(`column.stat.${name}`)}</span>
        {statistic(now.numeric?.[name] ?? 0)}
      </div>
    ));
  }
  const [most] = now.categorical?.values ?? [];
  if (!now.categorical || !most) return <div className={classes.all} />;
  return (
    <>
      <div className={`${classes.figure} ${classes.number}`}>
        <span className={classes.label}>{t('column.distinct')}</span>
        {formats.count(now.categorical.unique_count)}
      </div>
      <div className={`${classes.figure} ${classes.wide}`}>
        <span className={classes.label}>{t('column.mostFrequent')}</span>
        {texts.shown(column, most.value)}{' '}
        <Text span c="dimmed" fz="inherit">
          {formats.share(most.frequency / countOf(now.categorical))}
        </Text>
      </div>
    </>
  );
}

function Changes({ profile }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const words = useNoticeText(profile.column);
  const found = findingCount(profile);
  const { notices } = profile;
  return (
    <div className={classes.changes}>
      {notices.slice(0, NOTICES_SHOWN).map((notice) => (
        <Badge
          key={words(notice)}
          size="sm"
          color="yellow"
          tt="none"
          className={classes.notice ?? ''}
          styles={{ label: { whiteSpace: 'normal' } }}
          leftSection={<IconArrowsExchange size={12} aria-hidden />}
        >
          {words(notice)}
        </Badge>
      ))}
      {notices.length > NOTICES_SHOWN && (
        <Text span size="xs" c="dimmed">
          {t('notable.more', { count: notices.length - NOTICES_SHOWN })}
        </Text>
      )}
      {found > 0 && (
        <Badge size="sm" color="gray" tt="none">
          {t('column.findingCount', { count: found, shown: formats.count(found) })}
        </Badge>
      )}
    </div>
  );
}
