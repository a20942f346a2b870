import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { tablePagesOf } from '../../datasets/dataset-pages.ts';
import { isSameLink, linksOf, type RowLink } from '../../datasets/row-links.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { useNames } from '../../datasets/use-names.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';

export interface RowLinksProps {
  readonly slice: SliceName;
  readonly table: string;
  readonly row: DataRow;
  /** Of what it names, what is not there. */
  readonly missing: readonly RowLink[];
}

/** The rows that this one refers to, or comes from; nothing where it names none. */
export function RowLinks({ slice, table, row, missing }: RowLinksProps) {
  const { t } = useTranslation('data');
  const names = useNames();
  // Not to what is shown on this very page.
  const links = linksOf(slice, table, row).filter((link) => tablePagesOf(slice.dataset, link.table).shownAs !== table);
  if (links.length === 0) return null;
  const isMissing = (link: RowLink) => missing.some((one) => isSameLink(one, link));
  return (
    <Panel title={t('record.belongsTo')}>
      <KeyValueList
        items={links.map((link) => [
          `${names.table(slice.dataset, link.table)} (${link.columns.map((name) => names.column(slice.dataset, name)).join(', ')})`,
          isMissing(link) ? (
            <Text key={link.table} span fz="inherit" c="dimmed">
              {t('record.notThere', { key: link.key.join(' · ') })}
            </Text>
          ) : (
            <Anchor
              key={link.table}
              component={Link}
              to={rowPath(slice, link.table, link.key)}
              fz="inherit"
              c="var(--tranche-link)"
            >
              {link.key.join(' · ')}
            </Anchor>
          ),
        ])}
      />
    </Panel>
  );
}
