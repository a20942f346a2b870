import { Checkbox, Input, SimpleGrid, Stack } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { SourceKindName } from '../../../shared/domain/source.ts';
import { useNames } from '../../datasets/use-names.ts';
import { Panel } from '../../parts/panel.tsx';
import { ColumnFields } from './column-fields.tsx';
import type { DraftFieldsProps } from './draft-fields.ts';
import { PagesFields, RepeatedField } from './pages-fields.tsx';
import type { FileDraft } from './source-draft.ts';
import { CollectionFields, TableFields } from './table-fields.tsx';

export interface FileFieldsProps extends DraftFieldsProps<FileDraft> {
  readonly kind: SourceKindName;
  readonly slice: SliceName;
  readonly fileType: string;
}

const PLACES: Readonly<Record<SourceKindName, ComponentType<DraftFieldsProps<FileDraft>>>> = {
  http_pages: PagesFields,
  postgres: TableFields,
  mongodb: CollectionFields,
};

/** Whether a file is pulled, and how. */
export function FileFields({ kind, slice, fileType, draft, onChange, errorOf }: FileFieldsProps) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const ofFile = errorOf('');
  const Place = PLACES[kind];
  const isAsNamed = kind === 'postgres' && draft.table.isQuery && draft.table.isAsNamed;
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
            <Place draft={draft} onChange={onChange} errorOf={errorOf} />
            {!isAsNamed && (
              <ColumnFields
                kind={kind}
                slice={slice}
                fileType={fileType}
                draft={draft.columns}
                errorOf={(field) => errorOf(`.columns${field}`)}
                onChange={(changes) => onChange({ columns: { ...draft.columns, ...changes } as FileDraft['columns'] })}
              />
            )}
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <Checkbox
                label={t('form.allowEmpty')}
                description={t('form.allowEmptyHint')}
                checked={draft.allowEmpty}
                onChange={(event) => onChange({ allowEmpty: event.currentTarget.checked })}
              />
              {kind === 'http_pages' && <RepeatedField draft={draft} onChange={onChange} />}
            </SimpleGrid>
          </>
        )}
      </Stack>
    </Panel>
  );
}
