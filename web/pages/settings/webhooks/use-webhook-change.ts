import { WEBHOOKS_KEY } from '../../../api/queries/webhooks.ts';
import { type ToldChangeOptions, useToldChange } from '../../../parts/use-told-change.ts';

/** Changes something about a webhook, and shows it wherever webhooks are shown. */
export const useWebhookChange = <R, T = void>(options: ToldChangeOptions<T, R>) =>
  useToldChange({ ...options, affects: [WEBHOOKS_KEY] });
