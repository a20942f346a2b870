import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { limitItemsIn } from './limit-items.ts';

const Holders = z.object({ holders: z.set(z.string()).default(new Set()) });

/** Gives a place back. Never throws: a place that is not given back runs out. */
export type Leave = () => Promise<void>;

/** Places, as many for each subject, that all processes share. */
export interface Places {
  /** Takes `count` of a subject's places, or all where there are no more; undefined while too many are taken. */
  enter(subject: string, count?: number): Promise<Leave | undefined>;
}

/** Longer than any request may last: a place is held no longer, whatever became of its holder. */
const HELD_SECONDS = 40;
const KEPT_SECONDS = 3600;

/**
 * Places in the staging table, at `limit#places#<subject>`: the set of those who hold one, each with the second at which its
 * hold runs out. One write to enter and one to leave.
 */
export function placesIn(table: string, most: number, { update = limitItemsIn(table), clock = Date.now } = {}): Places {
  const keyOf = (subject: string) => ({ pk: `places#${subject}`, sk: 'holders' });
  const now = () => Math.floor(clock() / 1000);

  async function add(subject: string, holders: readonly string[]): Promise<boolean> {
    try {
      await update(keyOf(subject), {
        UpdateExpression: 'ADD holders :holders SET expires_at = :expiry',
        ConditionExpression: 'attribute_not_exists(holders) OR size(holders) <= :room',
        ExpressionAttributeValues: {
          ':holders': new Set(holders),
          ':expiry': now() + KEPT_SECONDS,
          ':room': most - holders.length,
        },
      });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** By a write, because functions that count may not read. */
  async function holders(subject: string): Promise<string[]> {
    const attributes = await update(keyOf(subject), {
      UpdateExpression: 'SET expires_at = :expiry',
      ExpressionAttributeValues: { ':expiry': now() + KEPT_SECONDS },
      ReturnValues: 'ALL_NEW',
    });
    return [...Holders.parse(attributes).holders];
  }

  const remove = (subject: string, holders: readonly string[]) =>
    update(keyOf(subject), {
      UpdateExpression: 'DELETE holders :holders',
      ExpressionAttributeValues: { ':holders': new Set(holders) },
    });

  return {
    async enter(subject, count = 1) {
      const held = now() + HELD_SECONDS;
      const own = Array.from({ length: Math.min(count, most) }, () => `${held}#${crypto.randomUUID()}`);
      if (!(await add(subject, own))) {
        const late = (await holders(subject)).filter((other) => Number(other.split('#')[0]) < now());
        if (late.length === 0) return undefined;
        await remove(subject, late);
        if (!(await add(subject, own))) return undefined;
      }
      return () =>
        remove(subject, own).then(
          () => undefined,
          () => undefined,
        );
    },
  };
}
