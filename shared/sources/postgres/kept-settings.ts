import type pg from 'pg';
import { connectionOf } from './bounded-answers.ts';

/** What the server says by itself of settings that values are written by. */
const WATCHED = ['client_encoding', 'DateStyle', 'TimeZone', 'IntervalStyle'] as const;

export interface ChangedSetting {
  readonly name: string;
  readonly value: string;
}

const changed = new WeakMap<pg.Client, ChangedSetting>();

/** From now on: a query that changes one of its own session would have values of the same page arrive otherwise, without a word. */
export function watchSettings(client: pg.Client): void {
  connectionOf(client).on('parameterStatus', ({ parameterName: name, parameterValue: value }) => {
    if ((WATCHED as readonly string[]).includes(name) && !changed.has(client)) changed.set(client, { name, value });
  });
}

export const changedSetting = (client: pg.Client): ChangedSetting | undefined => changed.get(client);
