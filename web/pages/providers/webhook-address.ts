import type { Provider } from '../../api/queries/providers.ts';

/** Where a provider sends its webhooks: the service answers at the address of this page. */
export const webhookAddress = ({ webhook_url }: Pick<Provider, 'webhook_url'>): string =>
  new URL(webhook_url, location.origin).href;
