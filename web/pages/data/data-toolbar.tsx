import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconFilter, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { tablesOf } from '../../../shared/contracts/contract.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useCopy } from '../../parts/copy.ts';
import { keyOf, type ServedColumn } from '../../parts/row-columns.ts';
import { FewChoice, VariantChoice } from '../../parts/slice-choice.tsx';
import { Count } from '../../parts/values.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { RowSearch, type RowSearchProps } from './row-search.tsx';
import { type ShownView, usualIn } from './use-rows-view.ts';

export interface DataToolbarProps {
  readonly view: ShownView;
  readonly columns: readonly ServedColumn[];
  /** Undefined while it is not known. */
  readonly totalCount: number | undefined;
  readonly addressAt: () => string;
  readonly onSwitch: (to: { slice?: SliceName; dataType?: string }) => void;
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onFilter: (from: HTMLElement) => void;
  readonly onExport: () => void;
  readonly onRow: RowSearchProps['onRow'];
  readonly onPartOfKey: RowSearchProps['onPart'];
}

/** What is shown, and what can be done with it. */
export function DataToolbar(props: DataToolbarProps) {
  const { view, columns, totalCount, addressAt, onSwitch, onColumns, onFilter, onExport, onRow, onPartOfKey } = props;
  const dataset = useDataset();
  const names = useNames();
  const { slice, dataType } = view;
  const { t } = useTranslation(['data', 'common']);
  const [copyState, copy] = useCopy();
  const copied = { idle: t('link.copy'), copied: t('common:actions.copied'), failed: t('common:actions.copyFailed') };
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <VariantChoice
          dataset={dataset}
          value={slice.variant}
          onChange={(variant) => onSwitch({ slice: { dataset: dataset.name, variant } })}
        />
        <FewChoice
          label={t('dataType')}
          value={dataType}
          choices={tablesOf(dataset).map(({ name }) => ({ value: name, label: names.table(dataset.name, name) }))}
          onChange={(chosen) => onSwitch({ dataType: chosen })}
        />
        {totalCount !== undefined && (
          <Text size="sm" data-testid="total">
            <Count value={totalCount} /> {t('rows', { count: totalCount })}
          </Text>
        )}
      </Group>
      <Group gap={6}>
        <RowSearch slice={slice} dataType={dataType} onRow={onRow} onPart={onPartOfKey} />
        <Button
          size="xs"
          variant="default"
          aria-haspopup="dialog"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={(event) => onFilter(event.currentTarget)}
        >
          {t('filter.open')}
        </Button>
        <ColumnChooser
          keyColumn={keyOf(slice, dataType)[0]!}
          columns={columns}
          shown={view.columns}
          usual={usualIn(slice, dataType)}
          onChange={onColumns}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => copy(location.origin + addressAt())}
        >
          <span aria-live="polite">{copied[copyState]}</span>
        </Button>
        <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
          {t('export.open')}
        </Button>
      </Group>
    </Group>
  );
}
