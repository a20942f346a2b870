import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../../../shared/mediator/money/currencies.ts';
import { parseKeepingNumbers } from '../../../web/api/exact-json.ts';
import { RequestKey } from '../../../web/api/request-key.ts';
import { formatsFor } from '../../../web/format/formats.ts';
import {
  changesOf,
  codesOf,
  draftOf,
  newProvider,
  newDraft as newProviderDraft,
  readObject,
  withAdapter,
  withType as withProviderType,
} from '../../../web/pages/providers/provider-draft.ts';
import { secretItems, simulatorCommand } from '../../../web/pages/providers/secret-items.ts';
import { actionsOf, isPartOf, leftToRefund } from '../../../web/pages/transactions/transaction-actions.ts';
import {
  draftFaults,
  newDraft,
  readJson,
  shownFields,
  transactionOf,
  withType,
} from '../../../web/pages/transactions/transaction-draft.ts';
import { listFilter, readListView, writeListView } from '../../../web/parts/list-view.ts';
import { placeAt } from '../../../web/parts/placed-errors.ts';

const english = formatsFor('en');
const turkish = formatsFor('tr');
const ACCOUNT = '0198a2b1-0000-7000-8000-00000000000c';

describe('what an address narrows a list by', () => {
  const fields = { status: ['pending', 'failed'], search: 'text', account: 'id', from: 'day', to: 'day' } as const;
  const read = (query: string) => readListView(fields, new URLSearchParams(query));

  it('is read back as it was written', () => {
    const view = { status: 'failed', search: 'a b&c', account: ACCOUNT, from: '2026-03-01' } as const;
    expect(read(writeListView(view).toString())).toEqual(view);
  });

  it('is nothing where it is no such word, id or day', () => {
    expect(read(`status=gone&search=%20&account=7&from=2026-02-30&to=soon&other=1&search=${'x'.repeat(200)}`)).toEqual(
      {},
    );
  });

  it('asks for days as the instants at which they begin and end', () => {
    const asked = listFilter(read('status=pending&from=2026-03-01&to=2026-03-01'));
    expect(asked.status).toBe('pending');
    expect(Date.parse(asked.to!) - Date.parse(asked.from!)).toBe(86_400_000);
    expect(listFilter({ status: undefined, search: 'x' })).toEqual({ search: 'x' });
  });
});

describe('JSON of others', () => {
  it('keeps every number digit by digit', () => {
    const number = fc
      .tuple(fc.bigInt(), fc.option(fc.stringMatching(/^\d{1,30}$/), { nil: undefined }))
      .map(([whole, fraction]) => (fraction === undefined ? String(whole) : `${whole}.${fraction}`));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const text = `{"n":[${numbers.join(',')}],"s":"1.0"}`;
        expect(JSON.stringify(parseKeepingNumbers(text))).toBe(text);
      }),
    );
    expect(parseKeepingNumbers('{"version":3,"amount":"1.10"}')).toEqual({ version: 3, amount: '1.10' });
  });
});

describe('the key of a request', () => {
  it('is the same for the same, and another one for something else', () => {
    const key = new RequestKey();
    const first = key.of({ amount: '1' });
    expect(key.of({ amount: '1' })).toBe(first);
    const second = key.of({ amount: '2' });
    expect(second).not.toBe(first);
    expect(new RequestKey().of({ amount: '2' })).not.toBe(second);
  });
});

describe('a transaction', () => {
  const money = { amount: '10.00', refunded_amount: '2.50', refunding_amount: '1.00' };

  it('has left what is neither given back nor on its way', () => {
    expect(leftToRefund(money)).toBe('6.50');
    expect([undefined, '0', '-1', '6.51', '6.5', '0.01'].filter((part) => isPartOf(part, '6.50'))).toEqual([
      '6.5',
      '0.01',
    ]);
  });

  it('offers what its state allows', () => {
    const of = (status: Parameters<typeof actionsOf>[0]['status'], more = {}) =>
      actionsOf({ ...money, status, refund_of: null, ...more });
    expect(of('pending')).toEqual(['complete', 'fail']);
    expect(of('unknown')).toEqual(['complete', 'fail']);
    expect(of('completed')).toEqual(['refund']);
    expect(of('completed', { refunded_amount: '9.00' })).toEqual([]);
    expect(of('completed', { refund_of: 'other' })).toEqual([]);
    expect([...of('failed'), ...of('refunded')]).toEqual([]);
  });
});

describe('the form of a transaction', () => {
  it('sends amounts digit by digit, as the reader writes them', () => {
    const draft = {
      ...newDraft('deposit', ACCOUNT),
      source: { kind: 'system', account: null, system: ' desk ' },
    } as const;
    const sent = { transaction_type: 'deposit', currency: 'EUR', source_system: 'desk', target_account: ACCOUNT };
    expect(transactionOf({ ...draft, amount: '1,234.50' }, english)).toEqual({ ...sent, amount: '1234.50' });
    expect(transactionOf({ ...draft, amount: '1.234,50' }, turkish)).toEqual({ ...sent, amount: '1234.50' });
    const cents = fc
      .bigInt({ min: 1n, max: 10n ** 18n })
      .map((all) => `${all / 100n}.${String(all % 100n).padStart(2, '0')}`);
    fc.assert(
      fc.property(cents, fc.constantFrom(english, turkish), (amount, formats) => {
        expect(transactionOf({ ...draft, amount: formats.decimal(amount) }, formats).amount).toBe(amount);
      }),
    );
    expect(decimalsOf('EUR')).toBe(2);
  });

  it('asks for the parties that the type has, and keeps the account where another type has it', () => {
    const draft = newDraft('deposit', ACCOUNT);
    expect([draft.source.kind, draft.target]).toMatchObject(['system', { kind: 'account', account: ACCOUNT }]);
    const out = withType({ ...draft, amount: '5', source: { ...draft.source, system: 'shop' } }, 'withdrawal');
    expect(out).toMatchObject({
      amount: '5',
      source: { kind: 'account', account: ACCOUNT },
      target: { kind: 'system', system: 'shop' },
    });
    expect(draftFaults(newDraft('transfer'), english).map(({ field }) => field)).toEqual([
      'amount',
      'source_account',
      'target_account',
    ]);
    expect(
      draftFaults({ ...newDraft('payment'), amount: 'ten', by: 'provider' }, english).map(({ field }) => field),
    ).toEqual(['amount', 'source_account', 'target_system', 'provider']);
  });

  it('names who carries it out, and sends JSON along', () => {
    const draft = { ...newDraft('payment', ACCOUNT), amount: '1', data: '{"order": 7}', userId: 'anna', ownId: 'mine' };
    expect(transactionOf({ ...draft, by: 'routing', country: 'de' }, english)).toMatchObject({
      routing: { country: 'DE' },
      request_data: { order: 7 },
      user_id: 'anna',
      transaction_id: 'mine',
    });
    expect(transactionOf({ ...draft, by: 'routing' }, english)).toMatchObject({ routing: {} });
    expect(transactionOf({ ...draft, by: 'provider', provider: 'PAYSIM' }, english)).toMatchObject({
      provider: 'PAYSIM',
    });
    expect([readJson(''), readJson('{'), readJson('null')]).toEqual([null, undefined, { value: null }]);
    expect(shownFields({ ...draft, by: 'routing' })).toContain('routing.country');
  });
});

describe('the form of a provider', () => {
  const draft = newProviderDraft(english);
  const provider = {
    ...newProvider(draft, english),
    status: 'online',
    description: null,
    sandbox_base_url: null,
    version: 3,
  } as unknown as Parameters<typeof draftOf>[0];

  it('is filled in so that the sandbox can be added at once', () => {
    expect(newProvider(draft, english)).toMatchObject({
      code: 'PAYSIM',
      adapter: 'sandbox',
      api_base_url: 'http://127.0.0.1:8095',
      rate_limit: 100,
      settings: { webhook_events: ['payment.success', 'payment.failure'] },
    });
    expect(newProvider(draft, english)).not.toHaveProperty('description');
    expect(newProvider(withProviderType(draft, 'kyc'), english)).toMatchObject({
      code: 'KYCSIM',
      settings: { verification_levels: ['basic'] },
    });
  });

  it('suggests anew only what was not typed', () => {
    const typed = withProviderType({ ...draft, name: 'Ours' }, 'bank');
    expect([typed.code, typed.name]).toEqual(['BANKSIM', 'Ours']);
    const http = withAdapter(draft, 'http');
    expect([http.code, http.baseUrl]).toEqual(['', '']);
    expect(withAdapter(http, 'sandbox')).toEqual(draft);
    expect(withAdapter({ ...draft, baseUrl: 'https://a.example' }, 'http').baseUrl).toBe('https://a.example');
  });

  it('takes codes as people list them', () => {
    expect(codesOf(['fr', ' it', 'FR ', ' ', ''])).toEqual(['FR', 'IT']);
  });

  it('changes only what differs, of the version that was seen', () => {
    for (const formats of [english, turkish]) {
      const opened = draftOf(provider, formats);
      expect(changesOf(provider, opened, formats)).toEqual({ version: 3 });
      expect(changesOf(provider, { ...opened, rateLimit: formats.decimal('2500') }, formats)).toEqual({
        rate_limit: 2500,
        version: 3,
      });
    }
    expect([readObject('[]'), readObject('{'), readObject(' ')]).toEqual([undefined, undefined, {}]);
  });

  it('tells secrets by name, and how the simulator is started', () => {
    const secrets = { webhook_secret: 'whsec_x', credentials: { api_key: 'k' } };
    expect(secretItems(secrets, 'Secret')).toEqual([
      ['Secret', 'whsec_x'],
      ['api_key', 'k'],
    ]);
    expect(simulatorCommand('bank', 'http://127.0.0.1:8099', 'http://127.0.0.1:8000/hooks/B/S', 'whsec_x')).toBe(
      'npm run provider -- --type bank --port 8099 --hook http://127.0.0.1:8000/hooks/B/S --secret whsec_x',
    );
  });
});

describe('errors of a form', () => {
  it('stand at their field, or at the innermost one that is shown', () => {
    const error = (field: string) => ({ field, code: 'value', detail: 'no', message: undefined as never });
    const fields = ['settings.url', 'settings.a.b', 'other', 'countries[1]', 'settings.urls[0].at'];
    const placed = placeAt(['settings', 'settings.url', 'countries'], fields.map(error));
    expect([...placed].map(([at, errors]) => [at, errors.map(({ field }) => field)])).toEqual([
      ['settings.url', ['settings.url']],
      ['settings', ['settings.a.b', 'settings.urls[0].at']],
      ['', ['other']],
      ['countries', ['countries[1]']],
    ]);
  });
});
