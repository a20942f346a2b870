import { Anchor, Badge, Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconReceiptOff, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ruleById } from '../../../shared/contracts/rules.ts';
import { DIRECTIONS } from '../../../shared/datasets/cash/posting.ts';
import { datasetNamed } from '../../../shared/datasets/registry.ts';
import { formatsFor } from '../../format/formats.ts';
import { isLanguage } from '../../i18n/language.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { rowPath } from '../row-path.ts';
import { useNames } from '../use-names.ts';
import { CompanyLink } from './company-link.tsx';
import { INCLUDES, isBackwards, paymentDays } from './company-view.ts';
import { CountryName } from './country-name.tsx';
import classes from './flows-panels.module.css';
import { type CompanyCash, type CompanyPayment, paymentsQuery, SLICE } from './queries.ts';
import type { ChosenView } from './use-company-view.ts';
import { usePeriodTexts } from './use-period-texts.ts';

export interface PaymentsPanelProps {
  readonly cash: CompanyCash;
  readonly batchId: string;
  readonly chosen: ChosenView;
}

/** The payments of the chosen period, or of the range; those that are set aside with why. */
export function PaymentsPanel({ cash, batchId, chosen }: PaymentsPanelProps) {
  const { t } = useTranslation('cash');
  const { view, change } = chosen;
  const backwards = isBackwards(view.range);
  const payments = useInfiniteQuery({ ...paymentsQuery(cash.company_id, view, batchId), enabled: !backwards });
  const count = payments.data?.pages.flatMap(({ data }) => data).length ?? 0;
  return (
    <Panel
      title={t('payments.title')}
      hint={backwards ? undefined : <Shown chosen={chosen} />}
      flush={!backwards && count > 0}
    >
      <Choices chosen={chosen} isFlush={!backwards && count > 0} />
      {backwards ? (
        <EmptyState title={t('balances.wrongRange')}>{t('balances.wrongRangeDetail')}</EmptyState>
      ) : (
        <Loaded query={payments} loading={<LoadingState rows={6} height={30} />}>
          {({ pages }) =>
            count === 0 ? (
              <EmptyState
                title={t('payments.none')}
                icon={IconReceiptOff}
                action={
                  <Button size="xs" variant="light" onClick={() => change(EVERYTHING)}>
                    {t('payments.showAll')}
                  </Button>
                }
              >
                {t('payments.noneDetail')}
              </EmptyState>
            ) : (
              <>
                <Payments cash={cash} payments={pages.flatMap(({ data }) => data)} />
                <MoreButton query={payments} />
              </>
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}

const EVERYTHING = { period: null, from: null, to: null, iban: null, direction: null, include: 'quarantined' };

/** Of which days and account they are, in words; a chosen period can be taken back. */
function Shown({ chosen: { view, change } }: Pick<PaymentsPanelProps, 'chosen'>) {
  const { t } = useTranslation('cash');
  const texts = usePeriodTexts();
  const { from, to } = paymentDays(view);
  const days =
    view.period !== undefined
      ? texts.period(view.period, view.interval)
      : from !== undefined && to !== undefined
        ? texts.days(from, to)
        : from !== undefined
          ? t('payments.since', { from: texts.period(from, 'day') })
          : to !== undefined
            ? t('payments.until', { to: texts.period(to, 'day') })
            : t('payments.all');
  return (
    <Group gap="xs" role="status">
      <span>{[days, view.iban].filter(Boolean).join(' · ')}</span>
      {view.period !== undefined && (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconX size={12} aria-hidden />}
          onClick={() => change({ period: null })}
        >
          {t('payments.allOfRange')}
        </Button>
      )}
    </Group>
  );
}

const HALF_ON_PHONES = { base: 'calc(50% - 6px)', xs: 180 };

function Choices({ chosen, isFlush }: Pick<PaymentsPanelProps, 'chosen'> & { readonly isFlush: boolean }) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const { view, change } = chosen;
  return (
    <Group gap="sm" pb="sm" align="flex-end" {...(isFlush ? { px: 'md' } : {})}>
      <Select
        label={t('payments.direction')}
        placeholder={t('payments.both')}
        clearable
        w={HALF_ON_PHONES}
        data={DIRECTIONS.map((value) => ({ value, label: names.code(SLICE.dataset, 'direction', value) }))}
        value={view.direction ?? null}
        onChange={(direction) => change({ direction })}
      />
      <Select
        label={t('payments.setAside')}
        allowDeselect={false}
        w={HALF_ON_PHONES}
        data={[
          { value: 'none', label: t('payments.include.none') },
          ...INCLUDES.map((value) => ({ value, label: t(`payments.include.${value}`) })),
        ]}
        value={view.include ?? 'none'}
        onChange={(include) => change({ include: include === 'none' ? null : include })}
      />
    </Group>
  );
}

interface PaymentsProps {
  readonly cash: CompanyCash;
  readonly payments: readonly CompanyPayment[];
}

function Payments({ cash, payments }: PaymentsProps) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const title = (column: string) => names.column(SLICE.dataset, column);
  return (
    <ScrollTable label={t('payments.title')} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('payments.time')}</Table.Th>
          <Table.Th>{title('direction')}</Table.Th>
          <Table.Th>{title('counterparty_iban')}</Table.Th>
          <Table.Th>{title('iban')}</Table.Th>
          <Table.Th>{title('payment_id')}</Table.Th>
          <Table.Th data-number>{title('amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {payments.map((payment) => (
          <Payment
            key={`${payment.source} ${payment.row_number} ${payment.direction} ${payment.iban}`}
            cash={cash}
            payment={payment}
          />
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function Payment({ cash, payment }: { readonly cash: CompanyCash; readonly payment: CompanyPayment }) {
  const { i18n } = useTranslation();
  const names = useNames();
  const texts = usePeriodTexts();
  const { id, source, row_number, ts, direction, iban, amount, currency, quarantine_rule } = payment;
  const formats = formatsFor(isLanguage(i18n.language) ? i18n.language : 'en', currency);
  const title = (column: string) => names.column(SLICE.dataset, column);
  const Way = direction === 'in' ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <Table.Tr>
      <Table.Td>
        <time dateTime={ts}>{texts.time(ts)}</time>
      </Table.Td>
      <Table.Td data-label={title('direction')}>
        <Group gap={4} wrap="nowrap">
          <Way size={16} aria-hidden />
          {names.code(SLICE.dataset, 'direction', direction)}
        </Group>
      </Table.Td>
      <Table.Td data-label={title('counterparty_iban')}>
        <Counterparty cash={cash} payment={payment} />
      </Table.Td>
      <Table.Td data-label={title('iban')}>
        <span className={classes.ownIban}>{iban}</span>
      </Table.Td>
      <Table.Td data-label={title('payment_id')}>
        <div>
          <Anchor
            component={Link}
            to={rowPath(SLICE, source, [id, String(row_number)])}
            fz="inherit"
            c="var(--tranche-link)"
          >
            {id}
          </Anchor>
          <Text size="xs" c="dimmed">
            {names.code(SLICE.dataset, 'source', source)}
          </Text>
          {quarantine_rule !== null && <SetAside ruleId={quarantine_rule} />}
        </div>
      </Table.Td>
      <Table.Td data-number data-label={title('amount')}>
        <span>{formats.amount(amount)}</span>
      </Table.Td>
    </Table.Tr>
  );
}

function Counterparty({ cash, payment }: { readonly cash: CompanyCash; readonly payment: CompanyPayment }) {
  const { t } = useTranslation('cash');
  const { counterparty_iban, counterparty_company_id: id, country } = payment;
  const name = cash.counterparties.find(({ company_id }) => company_id === id)?.name;
  return (
    <div>
      {id !== null &&
        (id === cash.company_id ? (
          <Badge tt="none">{t('counterparties.own')}</Badge>
        ) : (
          <CompanyLink id={id} currency={cash.currency}>
            {name ?? id}
          </CompanyLink>
        ))}
      <div className={classes.iban}>{counterparty_iban}</div>
      <div className={classes.country}>
        <CountryName code={country} />
      </div>
    </div>
  );
}

/** By the numbers of the rules, which are the same for both files. */
const REASONS: Readonly<Record<string, 'batch' | 'payer' | 'beneficiary'>> = {
  801: 'batch',
  802: 'payer',
  803: 'beneficiary',
};

/** Why a payment counts nowhere, in words. */
function SetAside({ ruleId }: { readonly ruleId: string }) {
  const { t } = useTranslation('cash');
  return (
    <Stack gap={2} mt={4} maw="38ch">
      <Group gap="xs">
        <Badge color="grape" tt="none">
          {t('payments.badge')}
        </Badge>
        <RuleLink ruleId={ruleId} />
      </Group>
      <Text size="xs" c="dimmed">
        <Reason ruleId={ruleId} />
      </Text>
    </Stack>
  );
}

function Reason({ ruleId }: { readonly ruleId: string }): ReactNode {
  const { t } = useTranslation('cash');
  const reason = REASONS[ruleId.split('-').at(-1) ?? ''];
  if (reason) return t(`payments.reason.${reason}`);
  const rule = ruleById(datasetNamed(SLICE.dataset), ruleId);
  return rule && <ServerText said={rule.sentence.text} message={rule.sentence.message} />;
}
