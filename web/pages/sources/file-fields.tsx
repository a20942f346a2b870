import { Checkbox, Input, SimpleGrid, Stack, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { useNames } from '../../datasets/use-names.ts';
import { Panel } from '../../parts/panel.tsx';
import { ColumnFields } from './column-fields.tsx';
import type { DraftFieldsProps } from './draft-fields.ts';
import { NextFields } from './next-fields.tsx';
import type { FileDraft } from './source-draft.ts';

export interface FileFieldsProps extends DraftFieldsProps<FileDraft> {
  readonly slice: SliceName;
  readonly fileType: string;
}

/** Whether a file is pulled, and how. */
export function FileFields({ slice, fileType, draft, onChange, errorOf }: FileFieldsProps) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const ofFile = errorOf('');
  const text = (name: 'path' | 'records'): TextInputProps => ({
    value: draft[name],
    error: errorOf(`.${name}`),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event) => onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <Panel title={names.table(slice.dataset, fileType)}>
      <Stack gap="md">
        <Checkbox
          label={t('form.isPulled')}
          checked={draft.isPulled}
          onChange={(event) => onChange({ isPulled: event.currentTarget.checked })}
        />
        {ofFile && <Input.Error role="alert">{ofFile}</Input.Error>}
        {draft.isPulled && (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <TextInput {...text('path')} label={t('form.path')} description={t('form.pathHint')} />
              <TextInput {...text('records')} label={t('form.records')} description={t('form.recordsHint')} />
            </SimpleGrid>
            <NextFields
              draft={draft.next}
              errorOf={(field) => errorOf(`.next${field}`)}
              onChange={(changes) => onChange({ next: { ...draft.next, ...changes } })}
            />
            <ColumnFields
              slice={slice}
              fileType={fileType}
              draft={draft.columns}
              errorOf={(field) => errorOf(`.columns${field}`)}
              onChange={(changes) => onChange({ columns: { ...draft.columns, ...changes } as FileDraft['columns'] })}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <Checkbox
                label={t('form.allowEmpty')}
                description={t('form.allowEmptyHint')}
                checked={draft.allowEmpty}
                onChange={(event) => onChange({ allowEmpty: event.currentTarget.checked })}
              />
              <Checkbox
                label={t('form.dropRepeated')}
                description={t('form.dropRepeatedHint')}
                checked={draft.repeated === 'dropped'}
                onChange={(event) => onChange({ repeated: event.currentTarget.checked ? 'dropped' : 'kept' })}
              />
            </SimpleGrid>
          </>
        )}
      </Stack>
    </Panel>
  );
}
