import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconDownload, IconFilter, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FILE_TYPES, type FileTypeName, LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { useCopy } from '../../parts/copy.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { Count } from '../../parts/values.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { showable, usualColumns } from './grid-columns.ts';
import { LoanSearch, type LoanSearchProps } from './loan-search.tsx';
import type { ShownView } from './use-rows-view.ts';

export interface DataToolbarProps {
  readonly view: ShownView;
  readonly columns: readonly ServedColumn[];
  /** Undefined while it is not known. */
  readonly totalCount: number | undefined;
  readonly addressAt: () => string;
  readonly onSwitch: (to: { loanType?: LoanType; dataType?: FileTypeName }) => void;
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onFilter: (from: HTMLElement) => void;
  readonly onExport: () => void;
  readonly onLoan: LoanSearchProps['onLoan'];
  readonly onPartOfLoan: LoanSearchProps['onPart'];
}

/** What is shown, and what can be done with it. */
export function DataToolbar(props: DataToolbarProps) {
  const { view, columns, totalCount, addressAt, onSwitch, onColumns, onFilter, onExport, onLoan, onPartOfLoan } = props;
  const { t } = useTranslation(['data', 'common']);
  const [copyState, copy] = useCopy();
  const copied = { idle: t('link.copy'), copied: t('common:actions.copied'), failed: t('common:actions.copyFailed') };
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('loanType')}
          value={view.loanType}
          data={LOAN_TYPES.map((value) => ({ value, label: t(`common:loanType.${value}`) }))}
          onChange={(loanType) => onSwitch({ loanType })}
        />
        <SegmentedControl
          aria-label={t('dataType')}
          value={view.dataType}
          data={FILE_TYPES.map((value) => ({ value, label: t(`common:fileType.${value}`) }))}
          onChange={(dataType) => onSwitch({ dataType })}
        />
        {totalCount !== undefined && (
          <Text size="sm" data-testid="total">
            <Count value={totalCount} /> {t('rows', { count: totalCount })}
          </Text>
        )}
      </Group>
      <Group gap={6}>
        <LoanSearch loanType={view.loanType} onLoan={onLoan} onPart={onPartOfLoan} />
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
          columns={columns}
          shown={view.columns}
          usual={showable(usualColumns(view.dataType), columns)}
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
