import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryStatus, Webhook } from '../../../api/queries/webhooks.ts';

type Shown = Pick<Webhook, 'is_enabled' | 'disabled_because' | 'failing_since'>;

/** How it is with a webhook: the word says it, the colour only helps. */
export function WebhookBadge({
  webhook: { is_enabled, disabled_because, failing_since },
}: {
  readonly webhook: Shown;
}) {
  const { t } = useTranslation('webhooks');
  const state = is_enabled ? (failing_since === null ? 'enabled' : 'failing') : (disabled_because ?? 'disabled');
  const said = state === 'failing' && !is_enabled ? 'switchedOff' : state;
  const colour = { enabled: 'teal', failing: 'yellow', disabled: 'gray', gone: 'red', switchedOff: 'red' } as const;
  return (
    <Badge color={colour[said]} tt="none">
      {t(`state.${said}`)}
    </Badge>
  );
}

const COLOURS = { pending: 'yellow', delivered: 'teal', failed: 'red', cancelled: 'gray' } as const;

export function DeliveryBadge({ status }: { readonly status: DeliveryStatus }) {
  const { t } = useTranslation('webhooks');
  return (
    <Badge color={COLOURS[status]} tt="none">
      {t(`delivery.status.${status}`)}
    </Badge>
  );
}
