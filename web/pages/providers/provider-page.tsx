import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconKey, IconPencil, IconStethoscope, IconToggleRight, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import {
  checkProvider,
  PROVIDERS_KEY,
  type Provider,
  providerQuery,
  removeProvider,
} from '../../api/queries/providers.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { JsonText } from '../../parts/json-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { DateTime } from '../../parts/values.tsx';
import { mediatorPath, providerPath } from '../../shell/mediator-path.ts';
import { KeysPanel } from './keys-panel.tsx';
import { HealthBadge, ProviderStatusBadge } from './provider-badges.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';
import { StatusDialog } from './status-dialog.tsx';
import { webhookAddress } from './webhook-address.ts';

export default function ProviderPage() {
  const { t } = useTranslation('providers');
  const { code = '' } = useParams();
  const provider = useQuery(providerQuery(code));
  const all = mediatorPath('/providers');
  if (isMissing(provider.error)) {
    return (
      <NotFound title={t('one.missing')} detail={t('one.missingDetail')} asked={code} to={all} back={t('one.all')} />
    );
  }
  return (
    <>
      <PageHeader
        title={provider.data ? `${provider.data.name} (${provider.data.code})` : t('title')}
        intro={provider.data && <Intro provider={provider.data} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={provider}>{(one) => <Panels key={one.code} provider={one} />}</Loaded>
    </>
  );
}

function Intro({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  return (
    <Group component="span" gap="xs">
      <ProviderStatusBadge provider={provider} />
      {t(`typeOf.${provider.provider_type}`)}
      {provider.status_message !== null && `· ${provider.status_message}`}
    </Group>
  );
}

function Panels({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  return (
    <Stack gap="md">
      {allowed.providers ? (
        <Actions provider={provider} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('one.noChange')}
        </Text>
      )}
      <HealthPanel provider={provider} />
      <StatisticsPanel code={provider.code} />
      <WebhookPanel provider={provider} />
      <KeysPanel provider={provider} />
      <Facts provider={provider} />
    </Stack>
  );
}

const DIALOGS = { status: StatusDialog, rotate: RotateDialog, remove: RemoveDialog } as const;

function Actions({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const [asking, setAsking] = useState<keyof typeof DIALOGS>();
  const Dialog = asking && DIALOGS[asking];
  return (
    <Group gap="xs">
      <ButtonLink
        variant="default"
        to={`${providerPath(provider.code)}/edit`}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {t('one.edit')}
      </ButtonLink>
      <Button
        variant="default"
        leftSection={<IconToggleRight size={16} aria-hidden />}
        onClick={() => setAsking('status')}
      >
        {t('one.setStatus')}
      </Button>
      <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsking('rotate')}>
        {t('one.rotate')}
      </Button>
      <Button
        variant="default"
        c="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setAsking('remove')}
      >
        {t('one.remove')}
      </Button>
      {Dialog && <Dialog provider={provider} onClose={() => setAsking(undefined)} />}
    </Group>
  );
}

interface DialogProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}

function RemoveDialog({ provider: { code }, onClose }: DialogProps) {
  const { t } = useTranslation('providers');
  const navigate = useNavigate();
  const removing = useToldChange({
    change: () => removeProvider(code),
    affects: [PROVIDERS_KEY],
    done: () => ({ title: t('remove.done', { code }) }),
    onDone: () => void navigate(mediatorPath('/providers')),
  });
  return (
    <ConfirmDialog
      title={t('remove.title', { code })}
      confirm={t('one.remove')}
      isDangerous
      isPending={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Text>{t('remove.detail')}</Text>
    </ConfirmDialog>
  );
}

function HealthPanel({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const allowed = useAllowed();
  const { code, last_check_at, health_detail, open_until } = provider;
  const checking = useToldChange({
    change: () => checkProvider(code),
    affects: [PROVIDERS_KEY],
    done: ({ is_healthy, detail }) => ({
      title: t(is_healthy ? 'one.checked' : 'one.checkedBad', { code }),
      message: detail,
    }),
  });
  return (
    <Panel
      title={t('one.health')}
      hint={t('one.healthHint')}
      actions={
        allowed.providers && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconStethoscope size={16} aria-hidden />}
            loading={checking.isPending}
            onClick={() => checking.mutate()}
          >
            {t('one.check')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {checking.isError && <ErrorState error={checking.error} />}
        <KeyValueList
          items={[
            [t('health'), <HealthBadge key="health" provider={provider} />],
            [t('one.lastCheck'), <DateTime key="last" value={last_check_at} />],
            ...(health_detail === null
              ? []
              : [[t('one.detail'), <CodeText key="detail" value={health_detail} />] as const]),
            [
              t('one.circuit'),
              open_until === null
                ? t('one.circuitClosed')
                : t('one.circuitOpen', { time: formats.dateTime(open_until) }),
            ],
          ]}
        />
      </Stack>
    </Panel>
  );
}

function WebhookPanel({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const address = webhookAddress(provider);
  return (
    <Panel title={t('one.webhook')} hint={t('one.webhookHint')}>
      <Stack gap="sm">
        <Group gap="sm">
          <CodeText value={address} />
          <CopyButton text={address} />
        </Group>
        <KeyValueList items={[[t('one.scheme'), t(`one.schemeOf.${provider.signature_scheme}`)]]} />
      </Stack>
    </Panel>
  );
}

function Facts({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const { supported_currencies, supported_countries, sandbox_base_url, description, settings } = provider;
  const limits = {
    rate: formats.count(provider.rate_limit),
    concurrent: formats.count(provider.concurrent_requests),
  };
  return (
    <Panel title={t('one.facts')}>
      <Stack gap="md">
        <KeyValueList
          items={[
            [t('one.adapter'), t(`one.adapterOf.${provider.adapter}`)],
            [t('one.active'), t(provider.is_active ? 'one.activeYes' : 'one.activeNo')],
            [t('one.currencies'), supported_currencies.join(', ') || '–'],
            [t('one.countries'), supported_countries.join(', ') || t('one.countriesNone')],
            [t('one.base'), <CodeText key="base" value={provider.api_base_url} />],
            ...(sandbox_base_url === null
              ? []
              : [[t('one.sandboxBase'), <CodeText key="sandbox" value={sandbox_base_url} />] as const]),
            [t('one.version'), <CodeText key="version" value={provider.api_version} />],
            [t('one.limits'), t('one.limitsOf', limits)],
            [t('one.created'), <DateTime key="created" value={provider.created_at} />],
            [t('one.updated'), <DateTime key="updated" value={provider.updated_at} />],
          ]}
        />
        {Object.keys(settings).length > 0 && <JsonText label={t('one.settings')} value={settings} />}
        {description !== null && <JsonText label={t('one.description')} value={description} />}
      </Stack>
    </Panel>
  );
}
