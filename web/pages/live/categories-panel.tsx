import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Stream } from '../../api/queries/streams.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { Amount } from '../../parts/values.tsx';
import classes from './categories-panel.module.css';
import { useCategoryName } from './category-name.ts';
import { type LiveView, sharesOf } from './live-view.ts';

/** What each category comes to, most first: bars for the eye, with the exact amounts. */
export function CategoriesPanel({
  stream,
  counters,
}: {
  readonly stream: Stream;
  readonly counters: LiveView['counters'];
}) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const called = useCategoryName(stream);
  return (
    <Panel title={t('categories.title')} hint={t('categories.hint')}>
      <ul className={classes.list} aria-label={t('categories.title')}>
        {sharesOf(counters).map(({ category, transactions, totalValue, length }) => (
          <li key={category}>
            <div className={classes.words}>
              <span className={classes.name}>{called(category)}</span>
              <Amount value={totalValue} />
            </div>
            <span className={classes.bar} aria-hidden>
              <span style={{ width: `${100 * length}%` }} />
            </span>
            <Text size="xs" c="dimmed">
              {t('categories.count', { count: transactions, shown: formats.count(transactions) })}
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
