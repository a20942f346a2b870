import { Button, Group, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { CURRENCY_CODES } from '../../../shared/contracts/kinds/currency.ts';
import { CARRIED_OUT } from '../../../shared/domain/provider.ts';
import { ACCOUNTS_KEY, accountQuery } from '../../api/queries/accounts.ts';
import { providersQuery } from '../../api/queries/providers.ts';
import { makeTransaction, TRANSACTIONS_KEY } from '../../api/queries/transactions.ts';
import { RequestKey } from '../../api/request-key.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeArea } from '../../parts/code-area.tsx';
import { shownId } from '../../parts/mediator-links.tsx';
import { NumberField } from '../../parts/number-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FieldsRefused } from '../../parts/placed-errors.ts';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { UnsavedGuard } from '../../parts/unsaved-guard.tsx';
import { useFormErrors } from '../../parts/use-form-errors.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { mediatorPath, transactionPath } from '../../shell/mediator-path.ts';
import { PartyFields } from './party-fields.tsx';
import { TYPES } from './transaction-badge.tsx';
import {
  draftFaults,
  isRequired,
  newDraft,
  readJson,
  shownFields,
  type TransactionDraft,
  transactionOf,
  withType,
} from './transaction-draft.ts';

export default function NewTransactionPage() {
  const { t } = useTranslation(['money', 'mediator']);
  const allowed = useAllowed();
  const [parameters] = useSearchParams();
  const type = TYPES.find((known) => known === parameters.get('type')) ?? 'deposit';
  const asked = parameters.get('account');
  const account = useQuery({ ...accountQuery(asked ?? ''), enabled: asked !== null });
  return (
    <>
      <PageHeader title={t('make.title')} intro={t('transactions.intro')} />
      {!allowed.write ? (
        <EmptyState
          title={t('mediator:form.forbidden')}
          icon={IconLock}
          action={<ButtonLink to={mediatorPath('/transactions')}>{t('one.all')}</ButtonLink>}
        />
      ) : account.isLoading ? (
        <LoadingState />
      ) : (
        <TransactionForm first={newDraft(type, account.data?.account_id, account.data?.currency)} />
      )}
    </>
  );
}

function TransactionForm({ first: given }: { readonly first: TransactionDraft }) {
  const { t } = useTranslation(['money', 'mediator']);
  const formats = useFormats();
  const navigate = useNavigate();
  const [first] = useState(given);
  const [draft, setDraft] = useState(first);
  const [key] = useState(() => new RequestKey());
  const change = (changes: Partial<TransactionDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const making = useToldChange({
    change: async (asked: TransactionDraft) => {
      const faults = draftFaults(asked, formats);
      if (faults.length > 0) throw new FieldsRefused(faults);
      const body = transactionOf(asked, formats);
      return makeTransaction(body, key.of(body));
    },
    affects: [TRANSACTIONS_KEY, ACCOUNTS_KEY],
    done: ({ transaction_id }) => ({ title: t('make.made', { id: shownId(transaction_id) }) }),
  });
  const { data: made } = making;
  useEffect(() => {
    if (made) void navigate(transactionPath(made.transaction_id));
  }, [made, navigate]);
  const { form, refusal, errorOf } = useFormErrors(making.error, shownFields(making.variables ?? draft));
  const isJsonWrong = readJson(draft.data) === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isJsonWrong && !making.isPending && !made) making.mutate(draft);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Panel title={t('make.what')}>
          <Stack gap="md">
            <Radio.Group
              label={t('make.type')}
              error={errorOf('transaction_type')}
              value={draft.type}
              onChange={(value) => setDraft(withType(draft, TYPES.find((known) => known === value) ?? draft.type))}
            >
              <SimpleGrid cols={{ base: 1, xs: 2, lg: 5 }} spacing="sm" mt={6}>
                {TYPES.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`type.${value}`)}
                    description={t(`make.typeWhat.${value}`)}
                  />
                ))}
              </SimpleGrid>
            </Radio.Group>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <NumberField
                label={t('make.amount')}
                example="1250.00"
                error={errorOf('amount')}
                value={draft.amount}
                onChange={(amount) => change({ amount })}
              />
              <Select
                label={t('make.currency')}
                searchable
                allowDeselect={false}
                error={errorOf('currency')}
                data={CURRENCY_CODES}
                value={draft.currency}
                onChange={(currency) => currency !== null && change({ currency })}
              />
            </SimpleGrid>
          </Stack>
        </Panel>
        <Panel title={t('make.who')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            {(['source', 'target'] as const).map((side) => (
              <PartyFields
                key={side}
                side={side}
                isRequired={isRequired(draft.type, side)}
                currency={draft.currency}
                draft={draft[side]}
                onChange={(party) => change({ [side]: party })}
                errorOf={errorOf}
              />
            ))}
          </SimpleGrid>
        </Panel>
        <Panel title={t('make.how')}>
          <HowFields draft={draft} onChange={change} errorOf={errorOf} />
        </Panel>
        <Panel title={t('make.more')}>
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <TextInput
                label={t('make.ownId')}
                description={t('make.ownIdHint')}
                error={errorOf('transaction_id')}
                maxLength={100}
                autoComplete="off"
                spellCheck={false}
                value={draft.ownId}
                onChange={(event) => change({ ownId: event.currentTarget.value })}
              />
              <TextInput
                label={t('make.user')}
                description={t('make.userHint')}
                error={errorOf('user_id')}
                maxLength={100}
                autoComplete="off"
                value={draft.userId}
                onChange={(event) => change({ userId: event.currentTarget.value })}
              />
            </SimpleGrid>
            <CodeArea
              label={t('make.data')}
              description={t('make.dataHint')}
              minRows={2}
              error={errorOf('request_data') ?? (isJsonWrong && t('mediator:form.json'))}
              value={draft.data}
              onChange={(event) => change({ data: event.currentTarget.value })}
            />
          </Stack>
        </Panel>
        {refusal}
        <Group gap="sm">
          <Button type="submit" disabled={isJsonWrong} loading={making.isPending}>
            {t('make.submit')}
          </Button>
          <ButtonLink variant="subtle" to={mediatorPath('/transactions')}>
            {t('mediator:form.cancel')}
          </ButtonLink>
          <Text size="sm" c="dimmed">
            {t('make.once')}
          </Text>
        </Group>
      </Stack>
      <UnsavedGuard unsaved={draft !== first && !made ? [t('make.title')] : []} />
    </form>
  );
}

const WAYS = ['hand', 'provider', 'routing'] as const;

interface HowFieldsProps {
  readonly draft: TransactionDraft;
  readonly onChange: (changes: Partial<TransactionDraft>) => void;
  readonly errorOf: (field: string) => React.ReactNode;
}

/** Who carries it out: somebody here, a certain provider, or whichever takes it. */
function HowFields({ draft, onChange, errorOf }: HowFieldsProps) {
  const { t } = useTranslation('money');
  const providers = useQuery(providersQuery).data ?? [];
  const takers = providers.filter(
    ({ provider_type, is_active, status, supported_currencies }) =>
      is_active &&
      status === 'online' &&
      CARRIED_OUT[provider_type].includes(draft.type) &&
      supported_currencies.includes(draft.currency),
  );
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('make.by')}
        value={draft.by}
        onChange={(value) => onChange({ by: WAYS.find((known) => known === value) ?? 'hand' })}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mt={6}>
          {WAYS.map((value) => (
            <Radio key={value} value={value} label={t(`make.byOf.${value}`)} description={t(`make.byWhat.${value}`)} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {draft.by === 'provider' && (
        <Select
          label={t('make.provider')}
          error={errorOf('provider')}
          nothingFoundMessage={t('make.providerNone', { currency: draft.currency })}
          searchable
          data={takers.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
          value={takers.some(({ code }) => code === draft.provider) ? draft.provider : null}
          onChange={(provider) => onChange({ provider })}
        />
      )}
      {draft.by === 'routing' && (
        <TextInput
          label={t('make.country')}
          description={t('make.countryHint')}
          error={errorOf('routing.country')}
          maxLength={2}
          maw={300}
          autoComplete="off"
          value={draft.country}
          onChange={(event) => onChange({ country: event.currentTarget.value.toUpperCase() })}
        />
      )}
    </Stack>
  );
}
