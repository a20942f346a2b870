import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { tablePagesOf } from '../../datasets/dataset-pages.ts';
import { currencyIn } from '../../datasets/shown-columns.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ABSENT, type CellTexts, useCellTexts } from '../../parts/cell-texts.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { isWritten } from '../../parts/column-kinds.ts';
import { ExactValue } from '../../parts/exact-value.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './row-fields.module.css';

export interface RowFieldsProps {
  readonly slice: SliceName;
  readonly table: string;
  readonly row: DataRow;
  readonly columns: readonly ServedColumn[];
}

/** All fields of a row with what they mean: in the groups that the dataset names, or else in one. */
export function RowFields({ slice, table, row, columns }: RowFieldsProps) {
  const { t } = useTranslation('data');
  const names = useNames();
  const named = Object.entries(tablePagesOf(slice.dataset, table).groups ?? {}).map(([group, members]) => ({
    title: names.group(slice.dataset, group),
    fields: members.flatMap((name) => columns.find((column) => column.name === name) ?? []),
  }));
  const grouped = new Set(named.flatMap(({ fields }) => fields));
  // What is named nowhere comes last, so that no field is missing.
  const others = columns.filter((column) => !grouped.has(column));
  const groups = [...named, { title: t(named.length > 0 ? 'record.others' : 'record.fields'), fields: others }];
  return (
    <div className={classes.groups} data-single={named.length === 0 || undefined}>
      {groups
        .filter(({ fields }) => fields.length > 0)
        .map(({ title, fields }) => (
          <div key={title} className={classes.group}>
            <Panel title={title}>
              <Fields slice={slice} table={table} row={row} columns={fields} />
            </Panel>
          </div>
        ))}
    </div>
  );
}

function Fields({ slice, table, row, columns }: RowFieldsProps) {
  const names = useNames();
  const texts = useCellTexts();
  return (
    <dl className={classes.fields}>
      {columns.map((column) => {
        const meaning = names.meaning(slice.dataset, table, column.name);
        return (
          <div key={column.name}>
            <dt title={column.name}>
              {texts.title(column.name)}
              {meaning !== undefined && (
                <Text component="span" display="block" size="xs" className={classes.meaning ?? ''}>
                  {meaning}
                </Text>
              )}
            </dt>
            <dd>
              <FieldValue
                column={column}
                row={row}
                texts={texts}
                currency={currencyIn(slice, table, column.name, row)}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface FieldValueProps {
  readonly column: ServedColumn;
  readonly row: DataRow;
  readonly texts: CellTexts;
  readonly currency: string | undefined;
}

function FieldValue({ column, row, texts, currency }: FieldValueProps) {
  const value = row[column.name];
  if (value === null || value === undefined) return ABSENT;
  if (isWritten(column)) return <CodeText value={String(value)} />;
  return <ExactValue shown={texts.shown(column, value, currency)} exact={String(value)} />;
}
