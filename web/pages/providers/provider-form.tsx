import {
  Anchor,
  Button,
  Group,
  Input,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CURRENCY_CODES } from '../../../shared/contracts/kinds/currency.ts';
import {
  addProvider,
  type CreatedProvider,
  changeProvider,
  PROVIDERS_KEY,
  type Provider,
} from '../../api/queries/providers.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeArea } from '../../parts/code-area.tsx';
import { NumberField } from '../../parts/number-field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FieldsRefused } from '../../parts/placed-errors.ts';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { UnsavedGuard } from '../../parts/unsaved-guard.tsx';
import { useFormErrors } from '../../parts/use-form-errors.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { mediatorPath, providerPath } from '../../shell/mediator-path.ts';
import { CredentialRows } from './credential-rows.tsx';
import {
  ADAPTERS,
  changesOf,
  codesOf,
  draftFaults,
  newProvider,
  PROVIDER_TYPES,
  type ProviderDraft,
  readObject,
  SCHEMES,
  shownFields,
  wholeNumber,
  withAdapter,
  withType,
} from './provider-draft.ts';
import { secretItems, simulatorCommand } from './secret-items.ts';
import { webhookAddress } from './webhook-address.ts';

export interface ProviderFormProps {
  readonly first: ProviderDraft;
  /** That is changed; a new one is added, if left out. */
  readonly provider?: Provider;
}

/** Adds a provider, or changes one; of a new one, its secrets are shown once. */
export function ProviderForm({ first, provider }: ProviderFormProps) {
  const { t } = useTranslation(['providers', 'mediator']);
  const formats = useFormats();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(first);
  const change = (changes: Partial<ProviderDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const saving = useToldChange({
    change: async (asked: ProviderDraft) => {
      const faults = draftFaults(asked, formats);
      if (faults.length > 0) throw new FieldsRefused(faults);
      if (provider) return changeProvider(provider.code, changesOf(provider, asked, formats));
      return addProvider(newProvider(asked, formats));
    },
    affects: [PROVIDERS_KEY],
    ...(provider ? { done: ({ code }: Provider) => ({ title: t('form.saved', { code }) }) } : {}),
  });
  const { data: saved } = saving;
  const isSaved = saved !== undefined;
  useEffect(() => {
    if (provider && saved) void navigate(providerPath(saved.code));
  }, [provider, saved, navigate]);
  const { form, refusal, errorOf } = useFormErrors(saving.error, shownFields(saving.variables ?? draft));
  const isHttp = draft.adapter === 'http';
  const isJsonWrong =
    readObject(draft.settings) === undefined || (isHttp && readObject(draft.description) === undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isJsonWrong && !saving.isPending && !isSaved) saving.mutate(draft);
  };
  // A changed one has no secrets to be shown.
  const made = saved && 'webhook_secret' in saved ? (saved as CreatedProvider) : undefined;
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <WhatFields
          draft={draft}
          onChange={change}
          setDraft={setDraft}
          errorOf={errorOf}
          isFixed={provider !== undefined}
        />
        <WhereFields draft={draft} onChange={change} errorOf={errorOf} />
        <Panel title={t('form.settings')} hint={t('form.settingsHint')}>
          <CodeArea
            aria-label={t('form.settings')}
            minRows={4}
            error={errorOf('settings') ?? (readObject(draft.settings) === undefined && t('mediator:form.json'))}
            value={draft.settings}
            onChange={(event) => change({ settings: event.currentTarget.value })}
          />
        </Panel>
        {isHttp && (
          <Panel
            title={t('form.description')}
            hint={t('form.descriptionHint')}
            actions={
              <Anchor href="/api/docs#providers" target="_blank" rel="noopener" size="sm" c="var(--tranche-link)">
                {t('form.docs')}
              </Anchor>
            }
          >
            <Stack gap="md">
              <CodeArea
                aria-label={t('form.description')}
                minRows={10}
                maxRows={30}
                error={
                  errorOf('description') ?? (readObject(draft.description) === undefined && t('mediator:form.json'))
                }
                value={draft.description}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
              <CredentialRows
                label={t('form.credentials')}
                hint={`${t('form.credentialsHint')} ${provider ? t('form.credentialsKept') : ''}`}
                rows={draft.credentials}
                onChange={(credentials) => change({ credentials })}
                error={errorOf('credentials')}
              />
            </Stack>
          </Panel>
        )}
        {refusal}
        <Group gap="sm">
          <Button
            type="submit"
            disabled={isJsonWrong || (provider !== undefined && draft === first)}
            loading={saving.isPending}
          >
            {t(provider ? 'form.save' : 'add')}
          </Button>
          <ButtonLink variant="subtle" to={provider ? providerPath(provider.code) : mediatorPath('/providers')}>
            {t('mediator:form.cancel')}
          </ButtonLink>
        </Group>
      </Stack>
      {made && <NewSecrets made={made} onClose={() => void navigate(providerPath(made.code))} />}
      <UnsavedGuard unsaved={draft !== first && !isSaved ? [draft.name || t('form.addTitle')] : []} />
    </form>
  );
}

function NewSecrets({ made, onClose }: { readonly made: CreatedProvider; readonly onClose: () => void }) {
  const { t } = useTranslation('providers');
  const address = webhookAddress(made);
  const { adapter, provider_type, api_base_url, webhook_secret } = made;
  const command = simulatorCommand(provider_type, api_base_url, address, webhook_secret ?? '');
  const isSandbox = adapter === 'sandbox';
  return (
    <ShownOnce
      title={t('secrets.title', { code: made.code })}
      intro={t(isSandbox ? 'secrets.sandboxIntro' : 'secrets.intro')}
      items={[
        ...(isSandbox ? [[t('secrets.command'), command] as const] : []),
        [t('secrets.address'), address],
        ...secretItems(made, t('secrets.webhook')),
      ]}
      onClose={onClose}
    />
  );
}

interface FieldsProps {
  readonly draft: ProviderDraft;
  readonly onChange: (changes: Partial<ProviderDraft>) => void;
  readonly errorOf: (field: string) => React.ReactNode;
}

interface WhatFieldsProps extends FieldsProps {
  readonly setDraft: (draft: ProviderDraft) => void;
  /** A provider keeps its code, type and interface. */
  readonly isFixed: boolean;
}

function WhatFields({ draft, onChange, setDraft, errorOf, isFixed }: WhatFieldsProps) {
  const { t } = useTranslation('providers');
  return (
    <Panel title={t('form.what')}>
      <Stack gap="md">
        <Radio.Group
          label={t('form.adapter')}
          error={errorOf('adapter')}
          value={draft.adapter}
          onChange={(value) => setDraft(withAdapter(draft, ADAPTERS.find((known) => known === value) ?? 'sandbox'))}
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt={6}>
            {ADAPTERS.map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={isFixed && value !== draft.adapter}
                label={t(`form.adapterOf.${value}`)}
                description={t(`form.adapterWhat.${value}`)}
              />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Radio.Group
          label={t('type')}
          error={errorOf('provider_type')}
          value={draft.type}
          onChange={(value) => setDraft(withType(draft, PROVIDER_TYPES.find((known) => known === value) ?? draft.type))}
        >
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm" mt={6}>
            {PROVIDER_TYPES.map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={isFixed && value !== draft.type}
                label={t(`typeOf.${value}`)}
                description={t(`typeWhat.${value}`)}
              />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={t('code')}
            description={t('form.codeHint')}
            error={errorOf('code')}
            readOnly={isFixed}
            maxLength={10}
            autoComplete="off"
            spellCheck={false}
            value={draft.code}
            onChange={(event) => onChange({ code: event.currentTarget.value.toUpperCase() })}
          />
          <TextInput
            label={t('name')}
            description={t('form.nameHint')}
            error={errorOf('name')}
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <TagsInput
            label={t('form.currencies')}
            description={t('form.currenciesHint')}
            error={errorOf('supported_currencies')}
            data={[...CURRENCY_CODES]}
            limit={10}
            splitChars={[',', ' ']}
            value={[...draft.currencies]}
            onChange={(currencies) => onChange({ currencies: codesOf(currencies) })}
          />
          <TagsInput
            label={t('form.countries')}
            description={t('form.countriesHint')}
            error={errorOf('supported_countries')}
            splitChars={[',', ' ']}
            value={[...draft.countries]}
            onChange={(countries) => onChange({ countries: codesOf(countries) })}
          />
        </SimpleGrid>
        <Switch
          label={t('form.active')}
          checked={draft.isActive}
          onChange={(event) => onChange({ isActive: event.currentTarget.checked })}
        />
        {errorOf('is_active') && <Input.Error role="alert">{errorOf('is_active')}</Input.Error>}
      </Stack>
    </Panel>
  );
}

function WhereFields({ draft, onChange, errorOf }: FieldsProps) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const ofNumber = (text: string) => wholeNumber(text, formats) === undefined && t('form.numberWrong');
  const url = { type: 'url', autoComplete: 'off', spellCheck: false, maxLength: 500 } as const;
  return (
    <Panel title={t('form.where')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          {...url}
          label={t('form.base')}
          description={t('form.baseHint')}
          error={errorOf('api_base_url')}
          value={draft.baseUrl}
          onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
        />
        <TextInput
          {...url}
          label={t('form.sandboxBase')}
          description={t('form.sandboxBaseHint')}
          error={errorOf('sandbox_base_url')}
          value={draft.sandboxBaseUrl}
          onChange={(event) => onChange({ sandboxBaseUrl: event.currentTarget.value })}
        />
        <NumberField
          label={t('form.rate')}
          example="100"
          error={errorOf('rate_limit') ?? ofNumber(draft.rateLimit)}
          value={draft.rateLimit}
          onChange={(rateLimit) => onChange({ rateLimit })}
        />
        <NumberField
          label={t('form.concurrent')}
          example="10"
          error={errorOf('concurrent_requests') ?? ofNumber(draft.concurrent)}
          value={draft.concurrent}
          onChange={(concurrent) => onChange({ concurrent })}
        />
        <Select
          label={t('form.scheme')}
          error={errorOf('signature_scheme')}
          allowDeselect={false}
          data={SCHEMES.map((value) => ({ value, label: t(`one.schemeOf.${value}`) }))}
          value={draft.scheme}
          onChange={(value) => onChange({ scheme: SCHEMES.find((known) => known === value) ?? 'standard' })}
        />
        <TextInput
          label={t('form.version')}
          error={errorOf('api_version')}
          maxLength={10}
          autoComplete="off"
          value={draft.apiVersion}
          onChange={(event) => onChange({ apiVersion: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Panel>
  );
}
