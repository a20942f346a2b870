import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { assignment, settingPath, settingsChange } from '../../../cli/settings-change.ts';
import { DEFAULT_TRADE_SETTINGS, tradeSettings } from '../../../shared/datasets/trades/rates.ts';

const own = z.strictObject({ most: z.number(), days: z.array(z.string()), label: z.string().nullable() });
const OWN = { most: 3, days: [], label: null };

const changed = (set: readonly string[], unset: readonly string[] = [], settings: object = DEFAULT_TRADE_SETTINGS) =>
  settingsChange(
    settings as Record<string, unknown>,
    z.toJSONSchema(settings === OWN ? own : tradeSettings, { io: 'input' }),
    { set: set.map((typed) => assignment(typed)!), unset: unset.map((typed) => settingPath(typed)!) },
  );

describe('settings as they are typed', () => {
  const { rates } = DEFAULT_TRADE_SETTINGS;

  it('change a member of an object, and keep the others', () => {
    expect(changed(['rates.EUR/USD=1.20'])).toEqual({ rates: { ...rates, 'EUR/USD': '1.20' } });
    expect(changed(['rates.CHF/USD=1.12', 'rates.EUR/USD=1'], ['rates.GBP/USD'])).toEqual({
      rates: { 'EUR/USD': '1', 'USD/EUR': '0.91', 'USD/GBP': '0.80', 'CHF/USD': '1.12' },
    });
    expect(changed(['rates={}', 'rates.A/B=2'])).toEqual({ rates: { 'A/B': '2' } });
    expect(rates).toEqual(DEFAULT_TRADE_SETTINGS.rates);
  });

  it('are what the schema takes: text as it stands, null where there may be none, else JSON', () => {
    expect(changed(['cross_via=EUR'])).toEqual({ cross_via: 'EUR' });
    expect(changed(['cross_via=null'])).toEqual({ cross_via: null });
    expect(changed(['most=7', 'days=["a","b"]', 'label=a=b'], [], OWN)).toEqual({
      most: 7,
      days: ['a', 'b'],
      label: 'a=b',
    });
    // The service says what is wrong with it.
    expect(changed(['most=many'], [], OWN)).toEqual({ most: 'many' });
    expect(changed(['label='], [], OWN)).toEqual({ label: '' });
  });

  it.each<[string[], string[], RegExp]>([
    [['rate.EUR/USD=1'], [], /There is no setting "rate"\. Did you mean rates\?/],
    [['cross_via.EUR=1'], [], /cross_via has no members/],
    [[], ['rates.EUR/US'], /no member of rates "EUR\/US"\. Did you mean EUR\/USD\?/],
    [[], ['rates'], /--unset takes a member/],
    [[], ['constructor.x'], /There is no setting "constructor"/],
    [['rates.__proto__=1'], ['rates.__proto__'], /no member of rates/],
  ])('%j and %j are refused', (set, unset, message) => {
    expect(() => changed(set, unset)).toThrow(message);
  });

  it.each(['', 'rates', '=1', 'Rates=1', 'rates.=1', '.a=1'])('%j is none', (typed) => {
    expect(assignment(typed)).toBeUndefined();
  });
});
