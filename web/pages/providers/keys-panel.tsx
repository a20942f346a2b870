import { Button, Group, Select, SimpleGrid, Table, Text, TextInput } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  deactivateKey,
  keyPagesQuery,
  keyUsageQuery,
  makeKey,
  PROVIDERS_KEY,
  type Provider,
  type ProviderKey,
  resetKey,
} from '../../api/queries/providers.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { MeaningBadge } from '../../parts/meaning-badge.tsx';
import { shownId } from '../../parts/mediator-links.tsx';
import { NumberField } from '../../parts/number-field.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FieldsRefused, requiredErrors } from '../../parts/placed-errors.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useFormErrors } from '../../parts/use-form-errors.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { DateTime } from '../../parts/values.tsx';
import { wholeNumber } from './provider-draft.ts';
import type { ProviderDialogProps } from './status-dialog.tsx';

/** Who may call a provider how often. */
export function KeysPanel({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  const keys = useInfiniteQuery(keyPagesQuery(provider.code));
  const [isMaking, setMaking] = useState(false);
  return (
    <Panel
      title={t('keys.title')}
      hint={t('keys.hint')}
      flush
      actions={
        allowed.providers && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setMaking(true)}
          >
            {t('keys.make')}
          </Button>
        )
      }
    >
      <PagedList
        query={keys}
        none={
          <EmptyState title={t('keys.none')} icon={IconKey}>
            {t('keys.noneDetail')}
          </EmptyState>
        }
      >
        {(rows) => (
          <ScrollTable label={t('keys.title')} minWidth={860} asCards>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('keys.user')}</Table.Th>
                <Table.Th>{t('keys.environment')}</Table.Th>
                <Table.Th>{t('keys.state')}</Table.Th>
                <Table.Th>{t('keys.today')}</Table.Th>
                <Table.Th>{t('keys.month')}</Table.Th>
                <Table.Th>{t('keys.expires')}</Table.Th>
                {allowed.providers && <Table.Th aria-hidden />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((key) => (
                <KeyRow key={key.key_id} providerKey={key} />
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </PagedList>
      {isMaking && <MakeKeyDialog provider={provider} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

type KeyState = 'inForce' | 'ended' | 'expired';

const stateOf = ({ deactivated_at, expires_at }: ProviderKey): KeyState =>
  deactivated_at !== null ? 'ended' : Date.parse(expires_at) <= Date.now() ? 'expired' : 'inForce';

function KeyRow({ providerKey: key }: { readonly providerKey: ProviderKey }) {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  const state = stateOf(key);
  const usage = useQuery({ ...keyUsageQuery(key.provider, key.key_id), enabled: state === 'inForce' }).data;
  return (
    <Table.Tr>
      <Table.Td>
        <div>
          {key.user_id}
          <Group gap={2}>
            <Text size="xs" c="dimmed" ff="monospace" title={key.key_id}>
              {shownId(key.key_id)}
            </Text>
            <CopyButton text={key.key_id} />
          </Group>
        </div>
      </Table.Td>
      <Table.Td data-label={t('keys.environment')}>{t(`keys.environmentOf.${key.environment}`)}</Table.Td>
      <Table.Td data-label={t('keys.state')}>
        <MeaningBadge meaning={state === 'inForce' ? 'good' : 'over'}>{t(`keys.${state}`)}</MeaningBadge>
      </Table.Td>
      <Table.Td data-label={t('keys.today')}>
        <Used used={usage?.daily_used} left={usage?.daily_remaining} limit={key.daily_limit} />
      </Table.Td>
      <Table.Td data-label={t('keys.month')}>
        <Used used={usage?.monthly_used} left={usage?.monthly_remaining} limit={key.monthly_limit} />
      </Table.Td>
      <Table.Td data-label={t('keys.expires')}>
        <DateTime value={key.deactivated_at ?? key.expires_at} />
      </Table.Td>
      {allowed.providers && <Table.Td>{state === 'inForce' && <KeyActions providerKey={key} />}</Table.Td>}
    </Table.Tr>
  );
}

interface UsedProps {
  readonly used: number | undefined;
  readonly left: number | undefined;
  readonly limit: number;
}

/** 12 of 1,000, 988 left. */
function Used({ used, left, limit }: UsedProps) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  if (used === undefined || left === undefined) return formats.count(limit);
  return (
    <div>
      {t('keys.used', { used: formats.count(used), limit: formats.count(limit) })}
      <Text size="xs" c="dimmed">
        {t('keys.left', { left: formats.count(left) })}
      </Text>
    </div>
  );
}

function KeyActions({ providerKey }: { readonly providerKey: ProviderKey }) {
  const { t } = useTranslation('providers');
  const [asking, setAsking] = useState<'reset' | 'deactivate'>();
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Button variant="default" size="compact-xs" onClick={() => setAsking('reset')}>
        {t('keys.reset')}
      </Button>
      <Button variant="default" size="compact-xs" c="red" onClick={() => setAsking('deactivate')}>
        {t('keys.deactivate')}
      </Button>
      {asking && <KeyDialog providerKey={providerKey} what={asking} onClose={() => setAsking(undefined)} />}
    </Group>
  );
}

interface KeyDialogProps {
  readonly providerKey: ProviderKey;
  readonly what: 'reset' | 'deactivate';
  readonly onClose: () => void;
}

function KeyDialog({ providerKey: { provider, key_id, user_id: user }, what, onClose }: KeyDialogProps) {
  const { t } = useTranslation('providers');
  const isEnd = what === 'deactivate';
  const changing = useToldChange({
    change: () => (isEnd ? deactivateKey(provider, key_id) : resetKey(provider, key_id)),
    affects: [PROVIDERS_KEY],
    done: () => ({ title: t(isEnd ? 'keys.deactivated' : 'keys.resetDone', { user }) }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t(`keys.${what}Title`, { user })}
      confirm={t(`keys.${what}`)}
      isDangerous={isEnd}
      isPending={changing.isPending}
      error={changing.error}
      onConfirm={() => changing.mutate()}
      onClose={onClose}
    >
      <Text>{t(`keys.${what}Detail`)}</Text>
    </ConfirmDialog>
  );
}

const KEY_FIELDS = ['environment', 'user_id', 'daily_limit', 'monthly_limit', 'expires_in_days'];
const ENVIRONMENTS = ['production', 'sandbox'] as const;

function MakeKeyDialog({ provider: { code }, onClose }: ProviderDialogProps) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const [draft, setDraft] = useState({
    environment: 'production' as (typeof ENVIRONMENTS)[number],
    user: '',
    daily: formats.decimal('1000'),
    monthly: '',
    days: formats.decimal('365'),
  });
  const change = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }));
  const making = useToldChange({
    change: async () => {
      const [daily, days] = [wholeNumber(draft.daily, formats), wholeNumber(draft.days, formats)];
      const monthly = draft.monthly.trim() === '' ? null : wholeNumber(draft.monthly, formats);
      const missing = [
        ...(draft.user.trim() === '' ? ['user_id'] : []),
        ...(daily === undefined ? ['daily_limit'] : []),
        ...(monthly === undefined ? ['monthly_limit'] : []),
        ...(days === undefined ? ['expires_in_days'] : []),
      ];
      if (missing.length > 0) throw new FieldsRefused(requiredErrors(missing));
      return makeKey(code, {
        environment: draft.environment,
        user_id: draft.user.trim(),
        daily_limit: daily ?? 0,
        ...(monthly == null ? {} : { monthly_limit: monthly }),
        expires_in_days: days ?? 0,
      });
    },
    affects: [PROVIDERS_KEY],
    done: ({ user_id: user }) => ({ title: t('keys.made', { user }) }),
    onDone: onClose,
  });
  const { refusal, errorOf } = useFormErrors(making.error, KEY_FIELDS);
  const ofNumber = (text: string) => wholeNumber(text, formats) === undefined && t('form.numberWrong');
  return (
    <FormDialog
      title={t('keys.make')}
      submit={t('keys.make')}
      isPending={making.isPending}
      onSubmit={(event) => {
        event?.preventDefault();
        if (!making.isPending) making.mutate();
      }}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('keys.user')}
        description={t('keys.userHint')}
        error={errorOf('user_id')}
        maxLength={100}
        autoComplete="off"
        value={draft.user}
        onChange={(event) => change({ user: event.currentTarget.value })}
      />
      <Select
        label={t('keys.environment')}
        error={errorOf('environment')}
        allowDeselect={false}
        data={ENVIRONMENTS.map((value) => ({ value, label: t(`keys.environmentOf.${value}`) }))}
        value={draft.environment}
        onChange={(value) => change({ environment: ENVIRONMENTS.find((known) => known === value) ?? 'production' })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberField
          label={t('keys.daily')}
          example="1000"
          error={errorOf('daily_limit') ?? ofNumber(draft.daily)}
          value={draft.daily}
          onChange={(daily) => change({ daily })}
        />
        <NumberField
          label={t('keys.days')}
          example="365"
          error={errorOf('expires_in_days') ?? ofNumber(draft.days)}
          value={draft.days}
          onChange={(days) => change({ days })}
        />
      </SimpleGrid>
      <NumberField
        label={t('keys.monthly')}
        description={t('keys.monthlyHint')}
        example="30000"
        error={errorOf('monthly_limit') ?? (draft.monthly.trim() !== '' && ofNumber(draft.monthly))}
        value={draft.monthly}
        onChange={(monthly) => change({ monthly })}
      />
      {refusal}
    </FormDialog>
  );
}
