import { setTimeout as sleep } from 'node:timers/promises';
import { scaled, unscaled } from '../../../contracts/kinds/decimal.ts';
import type { ProducerArguments } from './arguments.ts';
import { type Produced, produce } from './produce.ts';
import { type Counters, type StreamClient, Unanswered } from './stream-client.ts';

/** So long the service is given to count what it has accepted; whoever ended the producer waits for less. */
const COUNTED_MS = 15_000;
const COUNTED_AFTER_STOP_MS = 3000;

export interface Surroundings {
  /** Where the client's service is, for people. */
  readonly url: string;
  /** Ends it: what is under way is answered first, if anybody answers. */
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}

/**
 * Sends transactions until their number is reached, and tells what became of them.
 * @returns whether all that was sent was answered
 * @throws {Refused}, and {Unanswered} where it ended before anything was sent
 */
export async function runProducer(
  client: StreamClient,
  given: Omit<ProducerArguments, 'url' | 'tenant' | 'key'>,
  { url, signal, tell }: Surroundings,
): Promise<boolean> {
  const before = await client.counters(signal);
  const pace = given.rate === undefined ? 'one every 0.5 to 3 seconds' : `${given.rate} a second`;
  const what = given.count === undefined ? 'transactions until Ctrl-C' : counted(given.count, 'event');
  tell(`Sending ${what}, ${pace}, to ${url} …`);
  const produced = await produce(client, given, { signal });
  const patience = AbortSignal.timeout(signal.aborted ? COUNTED_AFTER_STOP_MS : COUNTED_MS);
  tell(report(produced, await grownTo(client, before, produced, patience)));
  return produced.unanswered === 0;
}

/** How far the counters have grown, once they have grown as far as they must. Undefined where nobody says. */
async function grownTo(
  client: StreamClient,
  before: Counters,
  { expected }: Produced,
  patience: AbortSignal,
): Promise<Counters | undefined> {
  let grown: Counters | undefined;
  try {
    while (!patience.aborted) {
      const now = await client.counters(patience);
      grown = {
        transactions: now.transactions - before.transactions,
        total_value: scaled(unscaled(now.total_value, 2) - unscaled(before.total_value, 2), 2),
        alerts: now.alerts - before.alerts,
      };
      if (grown.transactions >= expected.transactions) break;
      await sleep(250);
    }
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
  }
  return grown;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function report(produced: Produced, grown: Counters | undefined): string {
  const { sent, made, accepted, duplicates, rejected, unanswered, repeats, expected } = produced;
  const counters = ({ transactions, total_value, alerts }: Counters) =>
    `${counted(transactions, 'transaction')}, ${total_value}, ${counted(alerts, 'alert')}`;
  return [
    `sent        ${counted(sent, 'event')}: ${made.sound} sound, ${made.duplicate} sent before, ${made.bad} broken`,
    `answered    ${accepted} accepted, ${counted(duplicates, 'duplicate')}, ${rejected} rejected${repeats > 0 ? `; sent again ${counted(repeats, 'time')}` : ''}`,
    ...(unanswered > 0 ? [`unanswered  ${unanswered} of them: they may have come through, or not`] : []),
    `expected    ${counters(expected)}`,
    grown
      ? `counted     ${counters(grown)} (all that came meanwhile, whoever sent it)`
      : 'counted     unknown: the service does not answer',
  ].join('\n');
}
