export const SCENARIOS = {
  succeed: 'does it at once, and says so by its answer and by a webhook',
  decline: 'refuses it: 402, and a webhook',
  pending: 'answers that it is under way; later it is done, and a webhook says so',
  timeout: 'does it, and never answers; the webhook comes all the same',
  late: 'does it, tells of it by a webhook, and answers only then, after --late-ms',
  twice: 'does it at once, and sends the webhook twice',
  'out-of-order': 'answers that it is under way; then the webhook of its end comes before that of its beginning',
  'bad-signature': 'answers that it is under way; then its webhook has a wrong signature',
  down: 'answers 503 to everything, and does nothing',
} as const;
export type Scenario = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];

export const isScenario = (text: unknown): text is Scenario =>
  typeof text === 'string' && Object.hasOwn(SCENARIOS, text);

/** By the last two digits of an amount, whatever its decimals: 12.51 is declined. */
export const AMOUNT_ENDINGS: Readonly<Record<string, Scenario>> = {
  '51': 'decline',
  '52': 'pending',
  '53': 'timeout',
  '54': 'late',
  '55': 'twice',
  '56': 'out-of-order',
  '57': 'bad-signature',
  '58': 'down',
};

/** What becomes of a request: as it asks for itself, else by its amount, else as the simulator was told. */
export function scenarioOf(body: unknown, otherwise: Scenario): Scenario {
  const { data, amount } = (body ?? {}) as { data?: { simulate?: unknown } | null; amount?: unknown };
  if (isScenario(data?.simulate)) return data.simulate;
  const digits = typeof amount === 'string' || typeof amount === 'number' ? String(amount).replace('.', '') : '';
  return AMOUNT_ENDINGS[digits.slice(-2)] ?? otherwise;
}
