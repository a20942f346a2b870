import { Radio, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Slice } from '../../../shared/contracts/slice.ts';
import { DATASETS, findDataset } from '../../../shared/datasets/registry.ts';
import { SOURCE_KINDS } from '../../../shared/domain/source.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { readInterval } from '../../format/read-interval.ts';
import { useFormats } from '../../format/use-formats.ts';
import { NumberField } from '../../parts/number-field.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { DraftFieldsProps } from './draft-fields.ts';
import { type SourceDraft, withKind, withSlice } from './source-draft.ts';

export interface GeneralFieldsProps extends DraftFieldsProps<SourceDraft> {
  /** A source stays what it is, and with its slice. */
  readonly isFixed: boolean;
}

/** What a source is called, what it brings, and when. */
export function GeneralFields({ draft, onChange, errorOf, isFixed }: GeneralFieldsProps) {
  const { t } = useTranslation(['sources', 'settings', 'common']);
  const names = useNames();
  const formats = useFormats();
  const { dataset, variant } = draft.slice;
  const contract = findDataset(dataset);
  const show = (slice: SourceDraft['slice']) => onChange(withSlice(draft, slice));
  const ofSlice = {
    allowDeselect: false,
    readOnly: isFixed,
    description: t(isFixed ? 'form.sliceFixed' : 'form.sliceHint'),
  };
  const isIntervalWrong = readInterval(draft.interval, formats) === undefined;
  return (
    <Panel title={t('form.what')}>
      <Stack gap="md">
        <Radio.Group
          label={t('form.kind')}
          error={errorOf('kind')}
          value={draft.kind}
          onChange={(value) => onChange(withKind(draft, SOURCE_KINDS.find((known) => known === value) ?? draft.kind))}
        >
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mt={6}>
            {SOURCE_KINDS.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                disabled={isFixed && kind !== draft.kind}
                label={t(`form.kindOf.${kind}`)}
                description={t(`form.kindWhat.${kind}`)}
              />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={t('name')}
            description={t('form.nameHint')}
            error={errorOf('name')}
            autoComplete="off"
            maxLength={100}
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <NumberField
            label={t('form.interval')}
            description={t('form.intervalHint')}
            example="60"
            error={errorOf('interval_minutes') ?? (isIntervalWrong && t('settings:config.intervalWrong'))}
            value={draft.interval}
            onChange={(interval) => onChange({ interval })}
          />
          {DATASETS.length > 1 && (
            <Select
              {...ofSlice}
              label={t('common:dataset.one')}
              error={errorOf('dataset')}
              data={DATASETS.map(({ name }) => ({ value: name, label: names.dataset(name) }))}
              value={dataset}
              onChange={(value) => {
                const chosen = value === null ? undefined : findDataset(value);
                if (chosen) show(sliceNameOf(Slice.allOf(chosen)[0]!));
              }}
            />
          )}
          {contract?.variants && (
            <Select
              {...ofSlice}
              label={names.variant(dataset)}
              error={errorOf('variant')}
              data={contract.variants.names.map((value) => ({
                value,
                label: names.slice({ dataset, variant: value }),
              }))}
              value={variant}
              onChange={(value) => value !== null && show({ dataset, variant: value })}
            />
          )}
        </SimpleGrid>
        <Switch
          label={t('one.switch')}
          description={t('form.enabledHint')}
          checked={draft.isEnabled}
          onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })}
        />
      </Stack>
    </Panel>
  );
}
