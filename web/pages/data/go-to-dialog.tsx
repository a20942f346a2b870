import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { isDay, isNumber, isRatio } from '../../parts/column-kinds.ts';
import { NumberField } from '../../parts/number-field.tsx';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { readValue } from './filter-form.ts';
import type { ViewFilter } from './filters.ts';
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
  useFocusBack();
  const [row, setRow] = useState('');
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
    const read = column && readValue(value, column, formats);
    if (!read || 'fault' in read) return setWrong(true);
    then(() => onStart({ column: sort.column, operator: sort.descending ? 'lte' : 'gte', value: read.value }));
  };
  const number = Number(formats.read(row) ?? Number.NaN);
  const isRow = Number.isInteger(number) && number >= 1 && number <= reach;
  const valueField = {
    flex: 1,
    label: t(sort.descending ? 'goTo.valueDown' : 'goTo.value', words),
    description: t('goTo.valueHint'),
    value,
    error: isWrong && t('goTo.valueWrong', { ...words, value }),
  };
  const changeValue = (next: string) => {
    setValue(next);
    setWrong(false);
  };
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
            if (isRow) then(() => onRow(number - 1));
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <NumberField
              flex={1}
              data-autofocus
              label={t('goTo.row')}
              description={t(reach < totalCount ? 'goTo.rowHintFar' : 'goTo.rowHint', words)}
              value={row}
              onChange={setRow}
              error={!Number.isNaN(number) && !isRow && t('goTo.rowWrong', words)}
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
            {column && isNumber(column) ? (
              <NumberField {...valueField} percent={isRatio(column)} onChange={changeValue} />
            ) : (
              <TextInput
                {...valueField}
                type={column && isDay(column) ? 'date' : 'text'}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => changeValue(event.currentTarget.value)}
              />
            )}
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
