import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { tablePagesOf } from '../../datasets/dataset-pages.ts';
import { linksOf } from '../../datasets/row-links.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { useNames } from '../../datasets/use-names.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';

export interface RowLinksProps {
  readonly slice: SliceName;
  readonly table: string;
  readonly row: DataRow;
}

/** The rows that this one refers to, or comes from; nothing where it names none. */
export function RowLinks({ slice, table, row }: RowLinksProps) {
  const { t } = useTranslation('data');
  const names = useNames();
  // Not to what is shown on this very page.
  const links = linksOf(slice, table, row).filter((link) => tablePagesOf(slice.dataset, link.table).shownAs !== table);
  if (links.length === 0) return null;
  return (
    <Panel title={t('record.belongsTo')}>
      <KeyValueList
        items={links.map((link) => [
          `${names.table(slice.dataset, link.table)} (${link.columns.map((name) => names.column(slice.dataset, name)).join(', ')})`,
          <Anchor
            key={link.table}
            component={Link}
            to={rowPath(slice, link.table, link.key)}
            fz="inherit"
            c="var(--tranche-link)"
          >
            {link.key.join(' · ')}
          </Anchor>,
        ])}
      />
    </Panel>
  );
}
