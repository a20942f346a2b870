import { parseArgs } from 'node:util';
import { ArgumentError, parsedOptions, wholeNumberIn } from '../../shared/domain/command-options.ts';
import { PROVIDER_TYPES, type ProviderType } from '../../shared/domain/provider.ts';
import { AMOUNT_ENDINGS, isScenario, SCENARIO_NAMES, SCENARIOS, type Scenario } from './scenarios.ts';
import type { WebhookTarget } from './webhook-sender.ts';

export interface SimulatorArguments {
  readonly type: ProviderType;
  readonly port: number;
  readonly scenario: Scenario;
  readonly webhook: WebhookTarget | undefined;
  readonly lateMs: number;
  readonly settleMs: number;
}

export const DEFAULT_PORT = 8095;
const DEFAULT_LATE_MS = 2000;
const DEFAULT_SETTLE_MS = 500;
const LONGEST_MS = 600_000;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  type: { type: 'string' },
  port: { type: 'string' },
  fault: { type: 'string' },
  hook: { type: 'string' },
  secret: { type: 'string' },
  legacy: { type: 'boolean' },
  'late-ms': { type: 'string' },
  'settle-ms': { type: 'string' },
} as const;

const line = (option: string, meaning: string): string => `  ${option.padEnd(23)}${meaning}`;

export const HELP = `Usage: npm run provider -- --type ${PROVIDER_TYPES.join('|')} [options]

A payment gateway, wallet, bank or KYC service to try things out with, on 127.0.0.1, until Ctrl-C. It speaks what the adapter
"sandbox" of a provider speaks, does as it is told, and forgets everything when it ends.

${[
  line('--type TYPE', `what it is: ${PROVIDER_TYPES.join(', ')} (default payment)`),
  line('--port PORT', `0 takes any that is free (default ${DEFAULT_PORT})`),
  line('--fault NAME', 'what becomes of requests that do not say so themselves (default succeed)'),
  line('--hook URL', 'where its webhooks go: http://127.0.0.1:8000/hooks/BANK001/PAYSIM'),
  line('--secret WHSEC', 'what they are signed with: webhook_secret, as the provider was answered when it was made'),
  line('--legacy', 'sign them as a provider with the signature scheme legacy does'),
  line('--late-ms MS', `how late an answer is that is late (default ${DEFAULT_LATE_MS})`),
  line('--settle-ms MS', `how long what is under way takes (default ${DEFAULT_SETTLE_MS})`),
  line('--help', 'this text'),
].join('\n')}

Faults
${SCENARIO_NAMES.map((name) => line(name, SCENARIOS[name])).join('\n')}
A request asks for one by {"simulate": "NAME"} in the request_data of its transaction, or by the last two digits of its amount:
${Object.entries(AMOUNT_ENDINGS)
  .map(([ending, name]) => `${ending} ${name}`)
  .join(', ')}. A payment of 12.51 is declined.

Paths (X-Api-Key with any key, Idempotency-Key with every POST)
${[
  line('POST /v1/payments', '{"transaction_id", "type", "amount", "currency", …, "data"?}'),
  line('POST /v1/refunds', '{"refund_id", "transaction_id", "amount", "data"?}'),
  line('POST /v1/verifications', '{"request_id", "verification_type", "subject", "data"?}'),
  line('GET /v1/payments/ID', 'also of a refund, and by its own id; /v1/verifications/ID'),
  line('GET /health', '200, or 503 while it is down'),
  line('PUT /v1/webhook', '{"url", "secret", "legacy"?}: what --hook, --secret and --legacy say'),
  line('PUT /v1/scenario', '{"scenario"}: what --fault says'),
].join('\n')}

Exit code: 1 when the port is taken, 2 for wrong options, 0 after Ctrl-C.
`;

/** @returns undefined when only help is wanted @throws {ArgumentError} */
export function readArguments(given: readonly string[]): SimulatorArguments | undefined {
  const values = parse(given);
  if (values.help) return undefined;
  const { type = 'payment', fault = 'succeed' } = values;
  if (!(PROVIDER_TYPES as readonly string[]).includes(type)) {
    throw new ArgumentError(`--type must be one of ${PROVIDER_TYPES.join(', ')}; got "${type}".`);
  }
  if (!isScenario(fault)) {
    throw new ArgumentError(`--fault must be one of ${SCENARIO_NAMES.join(', ')}; got "${fault}".`);
  }
  const whole = (name: 'port' | 'late-ms' | 'settle-ms', otherwise: number, most: number) =>
    wholeNumberIn(name, values[name], otherwise, [0, most]);
  return {
    type: type as ProviderType,
    port: whole('port', DEFAULT_PORT, 65_535),
    scenario: fault,
    webhook: webhookOf(values),
    lateMs: whole('late-ms', DEFAULT_LATE_MS, LONGEST_MS),
    settleMs: whole('settle-ms', DEFAULT_SETTLE_MS, LONGEST_MS),
  };
}

function webhookOf({ hook, secret, legacy = false }: ReturnType<typeof parse>): WebhookTarget | undefined {
  if (hook === undefined && secret === undefined) {
    if (!legacy) return undefined;
    throw new ArgumentError('--legacy goes with --hook and --secret: give those too, or leave it out.');
  }
  if (hook === undefined || secret === undefined) {
    throw new ArgumentError('--hook and --secret go together: give both, or leave both out.');
  }
  if (!URL.canParse(hook) || !/^https?:$/.test(new URL(hook).protocol)) {
    throw new ArgumentError(
      `--hook must be an address such as http://127.0.0.1:8000/hooks/BANK001/PAYSIM; got "${hook}".`,
    );
  }
  if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) {
    throw new ArgumentError('--secret must be a webhook secret: whsec_ and base64.');
  }
  return { url: hook, secret, isLegacy: legacy };
}

const parse = (given: readonly string[]) =>
  parsedOptions(() => parseArgs({ args: [...given], strict: true, allowPositionals: false, options: OPTIONS }).values);
