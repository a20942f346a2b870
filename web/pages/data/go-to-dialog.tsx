import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberMarks } from '../../format/number-marks.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { type ViewFilter, wrongFilter } from './filters.ts';
import { fractionOf } from './percent-text.ts';
import type { Sort } from './rows-view.ts';

export interface GoToDialogProps {
  readonly columns: readonly ServedColumn[];
  readonly sort: Sort;
  readonly totalCount: number;
  /** How many rows can be jumped to. */
  readonly reach: number;
  readonly onRow: (row: number) => void;
  /** Begin the list at a value of the sorted column. */
  readonly onStart: (filter: ViewFilter) => void;
  readonly onTurnRound: () => void;
  readonly onClose: () => void;
}

/** The ways to a place in a long list: a row by its number, a value of the sorted column, or the other end. */
export function GoToDialog(props: GoToDialogProps) {
  const { columns, sort, totalCount, reach, onRow, onStart, onTurnRound, onClose } = props;
  const { t } = useTranslation(['data', 'common']);
  const formats = useFormats();
  const texts = useCellTexts();
  const [row, setRow] = useState<string | number>('');
  const [value, setValue] = useState('');
  const [isWrong, setWrong] = useState(false);
  const column = columns.find(({ name }) => name === sort.column);
  const title = texts.title(sort.column);
  const words = { reach: formats.count(reach), total: formats.count(totalCount), column: title };
  const then = (act: () => void) => {
    act();
    onClose();
  };
  const start = () => {
    const operator = sort.descending ? 'lte' : 'gte';
    const written = value.trim();
    const exact = column?.kind.name === 'rate' ? (fractionOf(written.replace(',', '.')) ?? '') : written;
    const filter = { column: sort.column, operator, value: exact } as const;
    if (wrongFilter(filter, columns) === undefined) then(() => onStart(filter));
    else setWrong(true);
  };
  const isRow = typeof row === 'number' && row >= 1 && row <= reach;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('goTo.title')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isRow) then(() => onRow(row - 1));
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <NumberInput
              flex={1}
              data-autofocus
              label={t('goTo.row')}
              description={t(reach < totalCount ? 'goTo.rowHintFar' : 'goTo.rowHint', words)}
              min={1}
              max={reach}
              clampBehavior="none"
              allowDecimal={false}
              allowNegative={false}
              hideControls
              thousandSeparator={numberMarks(formats.amount('1000.50')).group}
              value={row}
              onChange={setRow}
              error={row !== '' && !isRow && t('goTo.rowWrong', words)}
            />
            <Button type="submit" variant="default" disabled={!isRow}>
              {t('goTo.go')}
            </Button>
          </Group>
        </form>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              label={t(sort.descending ? 'goTo.valueDown' : 'goTo.value', words)}
              description={t('goTo.valueHint')}
              type={column?.kind.name === 'date' ? 'date' : 'text'}
              autoComplete="off"
              spellCheck={false}
              value={value}
              onChange={(event) => {
                setValue(event.currentTarget.value);
                setWrong(false);
              }}
              error={isWrong && t('goTo.valueWrong', words)}
            />
            <Button type="submit" variant="default" disabled={value.trim() === ''}>
              {t('goTo.go')}
            </Button>
          </Group>
        </form>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('goTo.otherEnd')}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => then(() => onRow(0))}>
              {t('goTo.first')}
            </Button>
            <Button variant="default" onClick={() => then(onTurnRound)}>
              {t('goTo.turnRound')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed" mt={6}>
            {t('goTo.turnRoundHint', words)}
          </Text>
        </div>
      </Stack>
    </Modal>
  );
}
