import { useTranslation } from 'react-i18next';
import { ALL_EVENTS, TEST_EVENT, WEBHOOK_EVENTS, type WebhookEvent } from '../../../../shared/domain/webhook.ts';

export const EVENTS = Object.keys(WEBHOOK_EVENTS) as readonly WebhookEvent[];
const isKnown = (name: string): name is WebhookEvent | typeof TEST_EVENT =>
  name === TEST_EVENT || Object.hasOwn(WEBHOOK_EVENTS, name);

/** What events are called. One that this page does not know yet has its name alone. */
export function useWebhookWords() {
  const { t } = useTranslation('webhooks');
  const event = (name: string): string =>
    name === ALL_EVENTS ? t('allEvents') : isKnown(name) ? t(`event.${name}`) : name;
  return {
    event,
    /** `Sync completed, Sync failed and 3 more` */
    events: (names: readonly string[]): string => {
      const shown = names.slice(0, 2).map(event);
      const more = names.length - shown.length;
      return more === 0 ? shown.join(', ') : t('andMore', { events: shown.join(', '), count: more });
    },
  };
}
