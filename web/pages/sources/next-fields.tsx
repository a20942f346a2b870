import { Radio, Select, SimpleGrid, Stack, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftFieldsProps } from './draft-fields.ts';
import { NEXT_KINDS, type NextDraft } from './http-pages-draft.ts';

/** How pages follow each other. */
export function NextFields({ draft, onChange, errorOf }: DraftFieldsProps<NextDraft>) {
  const { t } = useTranslation('sources');
  const text = (name: keyof NextDraft, field: string): TextInputProps => ({
    value: String(draft[name]),
    error: errorOf(`.${field}`),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event) => onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <Select
        label={t('form.next')}
        description={t(`form.nextWhat.${draft.kind}`)}
        error={errorOf('')}
        allowDeselect={false}
        data={NEXT_KINDS.map((value) => ({ value, label: t(`form.nextOf.${value}`) }))}
        value={draft.kind}
        onChange={(value) => onChange({ kind: NEXT_KINDS.find((known) => known === value) ?? 'none' })}
      />
      {draft.kind === 'cursor' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput {...text('cursor', 'from')} label={t('form.cursor')} description={t('form.cursorHint')} />
          <TextInput
            {...text('parameter', 'parameter')}
            label={t('form.parameter')}
            description={t('form.parameterHint')}
          />
        </SimpleGrid>
      )}
      {draft.kind === 'link' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Radio.Group
            label={t('form.linkIn')}
            error={draft.isLinkInHeader && errorOf('.from')}
            value={draft.isLinkInHeader ? 'header' : 'answer'}
            onChange={(value) => onChange({ isLinkInHeader: value === 'header' })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="answer" label={t('form.linkInAnswer')} />
              <Radio value="header" label={t('form.linkInHeader')} />
            </Stack>
          </Radio.Group>
          {!draft.isLinkInHeader && (
            <TextInput {...text('link', 'from')} label={t('form.link')} description={t('form.linkHint')} />
          )}
        </SimpleGrid>
      )}
      {draft.kind === 'window' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput {...text('from', 'from')} label={t('form.windowFrom')} description={t('form.windowFromHint')} />
          <TextInput {...text('to', 'to')} label={t('form.windowTo')} description={t('form.windowToHint')} />
          <TextInput {...text('start', 'start')} label={t('form.start')} description={t('form.startHint')} />
          <TextInput {...text('end', 'end')} label={t('form.end')} description={t('form.endHint')} />
          <TextInput {...text('step', 'step')} label={t('form.step')} description={t('form.stepHint')} />
        </SimpleGrid>
      )}
    </Stack>
  );
}
