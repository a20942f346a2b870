import type { components } from '../../api/schema.ts';

type Secrets = Pick<components['schemas']['RotatedProvider'], 'webhook_secret' | 'credentials'>;

/** The secrets that an answer shows once, each with its name. */
export const secretItems = ({ webhook_secret, credentials }: Secrets, webhookName: string) => [
  ...(webhook_secret === null ? [] : [[webhookName, webhook_secret] as const]),
  ...Object.entries(credentials ?? {}),
];

/** What starts the simulator so that it sends its webhooks here. */
export const simulatorCommand = (type: string, baseUrl: string, address: string, secret: string): string => {
  const port = URL.parse(baseUrl)?.port ?? '';
  const ofPort = port === '' ? '' : ` --port ${port}`;
  return `npm run provider -- --type ${type}${ofPort} --hook ${address} --secret ${secret}`;
};
