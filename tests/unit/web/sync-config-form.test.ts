import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { components } from '../../../web/api/schema.ts';
import { makeFormats } from '../../../web/format/formats.ts';
import { readInterval } from '../../../web/format/read-interval.ts';
import { changesOf, formOf, readRate } from '../../../web/pages/settings/sync-config-form.ts';

const config: components['schemas']['SyncConfig'] = {
  tenant_id: 'BANK001',
  dataset: 'loans',
  variant: 'RETAIL',
  is_enabled: true,
  sync_interval_minutes: 1440,
  max_error_rate: 0.07,
  max_removed_rate: 0.8,
  requires: [],
  publish: 'automatic',
  last_sync_at: null,
  last_sync_status: 'PENDING',
  created_at: '',
  updated_at: '',
};
const english = makeFormats('en-GB');
const turkish = makeFormats('tr-TR');

describe('the settings of a slice', () => {
  it('are read as the language of the page writes numbers, and as nothing else', () => {
    expect([
      readRate('7.5', english),
      readRate('7.5 %', english),
      readRate('7,5', turkish),
      readRate('%7,5', turkish),
    ]).toEqual([0.075, 0.075, 0.075, 0.075]);
    expect([
      readRate('7,5', english),
      readRate('7.5', turkish),
      readRate('', english),
      readRate('101', english),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect([readInterval('1,440', english), readInterval('1.440', turkish), readInterval('1440', turkish)]).toEqual([
      1440, 1440, 1440,
    ]);
    for (const wrong of ['0', '10,081', '1.5', '-1', 'x']) expect(readInterval(wrong, english)).toBeUndefined();
  });

  it('do not change by being shown and sent back, in whatever language', () => {
    const rate = fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000);
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.integer({ min: 1, max: 10_080 }),
        fc.constantFrom(english, turkish),
        (a, b, minutes, formats) => {
          const given = { ...config, max_error_rate: a, max_removed_rate: b, sync_interval_minutes: minutes };
          expect(changesOf(given, formOf(given, formats), formats)).toEqual({});
        },
      ),
    );
  });

  it('are sent only where they differ', () => {
    const form = formOf(config, turkish);
    expect(changesOf(config, { ...form, removedPercentage: '12,5' }, turkish)).toEqual({ max_removed_rate: 0.125 });
    expect(changesOf(config, { ...form, requires: ['payment_plan', 'credit'], publish: 'manual' }, turkish)).toEqual({
      requires: ['credit', 'payment_plan'],
      publish: 'manual',
    });
    expect(changesOf(config, { ...form, isEnabled: false, intervalMinutes: '1' }, turkish)).toEqual({
      is_enabled: false,
      sync_interval_minutes: 1,
    });
  });
});
