import { describe, expect, it } from 'vitest';
import {
  credentialsNamed,
  type HttpDescription,
  httpDescription,
  USUAL_EVENTS,
} from '../../../../shared/mediator/providers/description.ts';
import { SANDBOX_DESCRIPTION } from '../../../../shared/mediator/providers/sandbox-description.ts';

const least = {
  authentication: { scheme: 'bearer', token: 'api_key' },
  orders: { usual: { order: { method: 'POST', path: '/charges', body: { '/amount': 'amount' } } } },
  answer: { status: '/status' },
  statuses: { ok: 'completed' },
};
const refusals = (change: object): string[] => {
  const { error } = httpDescription.safeParse({ ...least, ...change });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
};
const withOrder = (order: object) => ({ orders: { usual: { order: { method: 'POST', path: '/a', ...order } } } });

describe('a description', () => {
  it('has defaults that count nothing as done, and little as not done', () => {
    const { hooks, refused, not_done, unheard, idempotency, amounts } = httpDescription.parse(least);
    expect({ refused, not_done, unheard, idempotency, amounts }).toEqual({
      refused: [400, 402, 410, 413, 415, 422],
      not_done: [401, 403, 404, 405, 429],
      unheard: [404],
      idempotency: undefined,
      amounts: 'decimal',
    });
    expect(hooks.events).toEqual(USUAL_EVENTS);
    // What is kept is read as it was.
    const kept = httpDescription.parse(least);
    expect(httpDescription.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(httpDescription.parse(JSON.parse(JSON.stringify(SANDBOX_DESCRIPTION)))).toEqual(SANDBOX_DESCRIPTION);
  });

  it.each([
    ['a path to another host', withOrder({ path: '//evil.example/a' })],
    ['a path that goes up', withOrder({ path: '/a/../b' })],
    ['a path that goes up at its end', withOrder({ path: '/a/..' })],
    ['a path with a fragment', withOrder({ path: '/a#b' })],
    ['a path without a slash', withOrder({ path: 'a' })],
    ['a placeholder that there is not', withOrder({ path: '/a/{amount}' })],
    ['a brace alone', withOrder({ path: '/a/{' })],
    ['a line break in a path', withOrder({ path: '/a\r\nb' })],
    ['a source that there is not', withOrder({ body: { '/a': 'iban' } })],
    ['data without a pointer', withOrder({ body: { '/a': 'data:' } })],
    ['a pointer that leads into another', withOrder({ body: { '/a': 'amount', '/a/b': 'currency' } })],
    ['no pointer', withOrder({ body: { a: 'amount' } })],
    ['a method of its own', withOrder({ method: 'DELETE' })],
    ['a host as header', { authentication: { scheme: 'headers', headers: { Host: 'api_key' } } }],
    ['a status of 200 as refusal', { refused: [200] }],
    ['a word for what there is not', { statuses: { ok: 'refunded' } }],
    ['an event of what there is not', { hooks: { events: { a: { about: 'account' } } } }],
    [
      'something else to sign',
      { authentication: { scheme: 'hmac', secret: 'a', signature_header: 'x', encoding: 'hex', content: '{url}' } },
    ],
  ])('is refused with %s', (_, change) => {
    expect(refusals(change)).not.toEqual([]);
  });

  it('names the credentials that it needs, wherever they stand', () => {
    const named = (change: object) =>
      credentialsNamed(httpDescription.parse({ ...least, ...change }) satisfies HttpDescription).toSorted();
    expect(named({})).toEqual(['api_key']);
    expect(named({ authentication: { scheme: 'none' } })).toEqual([]);
    expect(named({ authentication: { scheme: 'basic', username: 'a', password: 'b' } })).toEqual(['a', 'b']);
    expect(
      named({
        authentication: {
          ...{ scheme: 'hmac', secret: 's', signature_header: 'x', encoding: 'hex', content: '{body}' },
          headers: { 'x-id': 'i' },
        },
        ...withOrder({ body: { '/merchant': 'credential:merchant_id' } }),
      }),
    ).toEqual(['i', 'merchant_id', 's']);
    expect(credentialsNamed(SANDBOX_DESCRIPTION)).toEqual(['api_key']);
  });
});
