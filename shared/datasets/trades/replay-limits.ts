import type { DerivationLimit } from '../../contracts/derivation.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { client } from './client.ts';

/**
 * A client's trades are replayed one after the other, about 20 µs each where no other client has as many: 10 s for so many.
 * What the replay's numbers can grow to is reckoned from it, too.
 */
export const MOST_TRADES_OF_A_CLIENT = 500_000;

const SHOWN = 10;

export const replayLimits: readonly DerivationLimit[] = [
  {
    name: 'trades-of-a-client',
    sql: ({ rows, ofPart }) => `
      SELECT client_id AS subject, count() AS found FROM ${rows('trade')} WHERE ${ofPart('client_id')} GROUP BY client_id
      HAVING found > ${MOST_TRADES_OF_A_CLIENT} ORDER BY found DESC, subject LIMIT ${SHOWN}`,
    reason: ({ subject, found }) =>
      declaredSentence(
        'trades.trades-of-a-client',
        `Client ${subject} has ${found.toLocaleString('en')} trades; a client may have at most ` +
          `${MOST_TRADES_OF_A_CLIENT.toLocaleString('en')}. Give this client's older trades as an opening balance.`,
        { client_id: subject, trades: found, most: MOST_TRADES_OF_A_CLIENT },
      ),
  },
  {
    // The live trades stay when a sync brings clients only, and no rule has compared them with these.
    name: 'trades-without-client',
    sql: ({ rows, ofPart }) => `
      SELECT client_id AS subject, count() AS found FROM ${rows('trade')} WHERE ${ofPart('client_id')}
      AND client_id NOT IN (SELECT client_id FROM ${rows('client')} WHERE ${ofPart('client_id')}) GROUP BY client_id
      ORDER BY found DESC, subject LIMIT ${SHOWN}`,
    reason: ({ subject, found }) =>
      declaredSentence(
        'trades.trades-without-client',
        `${found.toLocaleString('en')} of the live trades are of client ${subject}, whom the ${client.name} file does not ` +
          'have, or whose row was rejected. Add the client, or send the trade file together with the client file.',
        { trades: found, client_id: subject, file_type: client.name },
      ),
  },
];
