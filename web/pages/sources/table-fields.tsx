import { Checkbox, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeArea } from '../../parts/code-area.tsx';
import type { TableDraft } from './database-draft.ts';
import type { DraftFieldsProps } from './draft-fields.ts';
import type { FileDraft } from './source-draft.ts';

/** Which rows of a Postgres database a file has. */
export function TableFields({ draft: { table }, onChange, errorOf }: DraftFieldsProps<FileDraft>) {
  const { t } = useTranslation('sources');
  const change = (changes: Partial<TableDraft>) => onChange({ table: { ...table, ...changes } });
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('form.rows')}
        value={table.isQuery ? 'query' : 'table'}
        onChange={(value) => change({ isQuery: value === 'query' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="table" label={t('form.rowsOf.table')} />
          <Radio value="query" label={t('form.rowsOf.query')} />
        </Stack>
      </Radio.Group>
      {table.isQuery ? (
        <>
          <CodeArea
            label={t('form.query')}
            description={t('form.queryHint')}
            error={errorOf('.query')}
            minRows={3}
            value={table.query}
            onChange={(event) => change({ query: event.currentTarget.value })}
          />
          <Checkbox
            label={t('form.asNamed')}
            description={t('form.asNamedHint')}
            checked={table.isAsNamed}
            onChange={(event) => change({ isAsNamed: event.currentTarget.checked })}
          />
        </>
      ) : (
        <TextInput
          label={t('form.table')}
          description={t('form.tableHint')}
          error={errorOf('.table')}
          autoComplete="off"
          spellCheck={false}
          value={table.table}
          onChange={(event) => change({ table: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}

/** Which documents of a MongoDB database a file has. */
export function CollectionFields({ draft, onChange, errorOf }: DraftFieldsProps<FileDraft>) {
  const { t } = useTranslation('sources');
  return (
    <TextInput
      label={t('form.collection')}
      description={t('form.collectionHint')}
      error={errorOf('.collection')}
      autoComplete="off"
      spellCheck={false}
      value={draft.collection}
      onChange={(event) => onChange({ collection: event.currentTarget.value })}
    />
  );
}
