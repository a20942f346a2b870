import { Button, Group, Input, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { SourceKindName } from '../../../shared/domain/source.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { DraftFieldsProps } from './draft-fields.ts';
import { columnsFor, type FileDraft } from './source-draft.ts';
import { useSourceWords } from './use-source-words.ts';

/** More are shown when they are asked for: most sources for this service name their fields as the columns. */
const MOST_AT_ONCE = 12;

export interface ColumnFieldsProps extends DraftFieldsProps<FileDraft['columns']> {
  readonly kind: SourceKindName;
  readonly slice: SliceName;
  readonly fileType: string;
}

/** Which field of a record each column is read from. */
export function ColumnFields({ kind, slice, fileType, draft, onChange, errorOf }: ColumnFieldsProps) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const formats = useFormats();
  const words = useSourceWords();
  const known = columnsFor(slice, fileType);
  const required = new Set(known.filter((column) => column.required).map(({ name }) => name));
  const all = [...new Set([...known.map(({ name }) => name), ...Object.keys(draft)])];
  const named = Object.entries(draft).filter(([, field]) => field !== '');
  const other = named.filter(([column, field]) => column !== field).length;
  const [isOpen, setOpen] = useState(all.length <= MOST_AT_ONCE || other > 0);
  const ofAll = errorOf('');
  const isShown = isOpen || Boolean(ofAll) || all.some((column) => Boolean(errorOf(`.${column}`)));
  const said = { columns: words.count('columns', named.length), other: formats.count(other) };
  return (
    <Stack gap="sm" role="group" aria-label={t('form.columns')}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div>
          <Input.Label labelElement="div">{t('form.columns')}</Input.Label>
          <Text size="sm" c="dimmed">
            {t(other === 0 ? 'form.columnsSame' : 'form.columnsOther', said)}
          </Text>
        </div>
        <Button
          variant="default"
          size="xs"
          aria-expanded={isShown}
          leftSection={isShown ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isShown)}
        >
          {t(isShown ? 'form.columnsHide' : 'form.columnsShow')}
        </Button>
      </Group>
      {ofAll && <Input.Error role="alert">{ofAll}</Input.Error>}
      {isShown && (
        <>
          <Text size="sm" c="dimmed">
            {t(`form.columnsHint.${kind}`)}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm" verticalSpacing="xs">
            {all.map((column) => (
              <TextInput
                key={column}
                label={<code>{column}</code>}
                withAsterisk={required.has(column)}
                title={names.column(slice.dataset, column)}
                placeholder={t('form.leftOut')}
                autoComplete="off"
                spellCheck={false}
                error={errorOf(`.${column}`) ?? (Boolean(ofAll) && required.has(column) && !draft[column])}
                value={draft[column] ?? ''}
                onChange={(event) => onChange({ [column]: event.currentTarget.value })}
              />
            ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}
