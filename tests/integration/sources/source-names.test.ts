import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { httpPagesConfig } from '../../../shared/sources/http-pages/config.ts';
import { comparableName, sourceNamesOf } from '../../../shared/sources/source-names.ts';
import { sourcesOf } from '../../../shared/sources/source-record.ts';
import { startStagingTable } from '../staging/services.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stop } = await startStagingTable());
});
afterAll(() => stop());

const scope = tenantScope('NAMES');
const write = (name: string, source_id = uuid()) =>
  sourcesOf(scope).create({
    source_id,
    name,
    dataset: 'cash',
    variant: null,
    kind: 'http_pages',
    config: httpPagesConfig.parse({ base_url: 'http://127.0.0.1:9', files: {} }),
    sealed: null,
    interval_minutes: 60,
    is_enabled: false,
  });

const SOON = 1000;
const LATER = 10 * 60_000;
const give = (
  name: string,
  sourceId: string,
  { afterMs = 0, make = () => write(name, sourceId) as Promise<unknown> } = {},
) =>
  sourceNamesOf(scope, () => Date.now() + afterMs)
    .give(name, sourceId, make)
    .then(
      () => 'given',
      (error: unknown) => (error instanceof Problem ? error.code : 'failed'),
    );

describe('the name of a source', () => {
  it('is one of those that were there before names were reserved, which stay readable', async () => {
    const twice = [await write('Old'), await write('OLD')];
    const names = (await sourcesOf(scope).list({ limit: 100 })).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Old', 'OLD']));
    expect(await give('old', uuid())).toBe('source-exists');
    for (const { source_id } of twice) await sourcesOf(scope).remove(source_id);
    expect(await give('old', uuid())).toBe('given');
  });

  it('is free again when making its source failed, and when it was cut off, after a while', async () => {
    const fails = () => Promise.reject(new Error('no database'));
    expect(await give('Failing', uuid(), { make: fails })).toBe('failed');
    expect(await give('Failing', uuid())).toBe('given');
    // Whoever had it died before its source was written.
    const dead = uuid();
    await give('Cut off', dead, { make: async () => {} });
    expect(await give('cut off', uuid(), { afterMs: SOON })).toBe('source-exists');
    const [one, two] = [uuid(), uuid()];
    const both = await Promise.all([one, two].map((id) => give('cut off', id, { afterMs: LATER })));
    expect(both.toSorted()).toEqual(['given', 'source-exists']);
    expect(await give('CUT OFF', uuid(), { afterMs: 2 * LATER })).toBe('source-exists');
  });

  it('is compared without capitals, blanks and forms of letters', () => {
    expect(comparableName(' Caf\u00e9\tBank ')).toBe(comparableName('CAFE\u0301  bank'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(comparableName(` ${name.normalize('NFD')}\t`)).toBe(comparableName(name.normalize('NFC')));
      }),
    );
  });
});
