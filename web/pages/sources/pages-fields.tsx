import { Checkbox, SimpleGrid, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftFieldsProps } from './draft-fields.ts';
import type { PagesDraft } from './http-pages-draft.ts';
import { NextFields } from './next-fields.tsx';
import type { FileDraft } from './source-draft.ts';

/** Where an API has the pages of a file, and how they follow each other. */
export function PagesFields({ draft: { pages }, onChange, errorOf }: DraftFieldsProps<FileDraft>) {
  const { t } = useTranslation('sources');
  const change = (changes: Partial<PagesDraft>) => onChange({ pages: { ...pages, ...changes } });
  const text = (name: 'path' | 'records'): TextInputProps => ({
    value: pages[name],
    error: errorOf(`.${name}`),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput {...text('path')} label={t('form.path')} description={t('form.pathHint')} />
        <TextInput {...text('records')} label={t('form.records')} description={t('form.recordsHint')} />
      </SimpleGrid>
      <NextFields
        draft={pages.next}
        errorOf={(field) => errorOf(`.next${field}`)}
        onChange={(changes) => change({ next: { ...pages.next, ...changes } })}
      />
    </>
  );
}

export function RepeatedField({ draft: { pages }, onChange }: Omit<DraftFieldsProps<FileDraft>, 'errorOf'>) {
  const { t } = useTranslation('sources');
  return (
    <Checkbox
      label={t('form.dropRepeated')}
      description={t('form.dropRepeatedHint')}
      checked={pages.repeated === 'dropped'}
      onChange={(event) =>
        onChange({ pages: { ...pages, repeated: event.currentTarget.checked ? 'dropped' : 'kept' } })
      }
    />
  );
}
