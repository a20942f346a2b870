import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workbookFile } from '../../local/workbooks/workbook-file.ts';
import type { DataRow, SyncLog, Upload, ValidationError } from './answers.ts';
import { clientRow, sheetOf, tradeRow } from './clients-and-trades.ts';
import { commandLineOf } from './command-line.ts';

const { bank, folder, tranche, document, read } = commandLineOf('COMMANDS_TRADES');

const clients = [clientRow('ada', '1500.00', 'EUR'), clientRow('bob', '2000.00', 'USD')];
const trades = [
  tradeRow('a1', 'ada', '2024-01-02', 'buy', '100.00 USD'),
  tradeRow('b1', 'bob', '2024-02-01', 'buy', '10.00 USD'),
  tradeRow('x1', 'xyz', '2024-01-02', 'buy', '1.00 EUR'),
];

/** The key of its first row. */
const A1 = ['client_id=ada', 'transaction_date=2024-01-02', 'row_number=1', 'transaction_id=a1'];

describe('a dataset that is not the first, alone', () => {
  let sync: SyncLog;

  it('comes as a workbook with a sheet for each file', async () => {
    const sheets = [sheetOf('trade', trades, 'Trades'), sheetOf('client', clients, 'CLIENT')];
    writeFileSync(path.join(folder(), 'both.xlsx'), workbookFile(sheets));
    const checked = await document<{ slices: { files: object }[]; errors: ValidationError[] }>('validate', 'both.xlsx');
    const sent = await document<{ uploads: Upload[]; syncs: SyncLog[] }>('upload', 'both.xlsx', '--sync');
    expect(sent.code).toBe(3);
    expect(sent.document.uploads.map(({ file_name, file_type, status }) => [file_name, file_type, status])).toEqual([
      ['both.xlsx', 'trade', 'LOADED'],
      ['both.xlsx', 'client', 'LOADED'],
    ]);
    expect(sent.document.syncs).toMatchObject([
      { files: { client: { valid_rows: 2 }, trade: { total_rows: 3, valid_rows: 2, rejected_rows: 1 } } },
    ]);
    [sync] = sent.document.syncs as [SyncLog];
    expect(checked).toMatchObject({ code: 3, document: { slices: [{ dataset: 'trades' }] } });
    const found = await bank().errors(sync.id);
    expect(checked.document.errors).toEqual(found.map((each) => ({ ...each, upload_id: null })));
  });

  it('is what is meant where nothing is named, and it is said so', async () => {
    const errors = await tranche(['errors']);
    expect(errors).toMatchObject({ code: 0, out: expect.stringMatching(/^trades COMPLETED[\s\S]*TRADE-TRADE-701/) });
    expect(errors.err).toContain(`of trades: ${sync.id}`);
    expect((await tranche(['errors', '--rejected', 'x.csv'])).code).toBe(0);
    expect(read('x.csv')).toContain('xyz');
    expect((await tranche(['changes'])).err).toContain(sync.id);
    const published = await document<{ data: { sync_id: string }[]; more: boolean }>('publications');
    expect(published.document).toMatchObject({ data: [{ sync_id: sync.id }], more: false });
    expect((await tranche(['publications'])).out).toMatch(new RegExp(`client rows +trade rows[\\s\\S]*${sync.id}`));
    const data = await tranche(['data', '--type', 'trade', '--json']);
    expect([data.code, data.err, JSON.parse(data.out)]).toMatchObject([0, '', { dataset: 'trades', total_count: 2 }]);
    const profile = await tranche(['profile']);
    expect(profile).toMatchObject({ code: 0, out: expect.stringMatching(/^trades client/) });
    expect(profile.err).toContain('trades, which was published last');
  });

  it('answers analyses, with parameters', async () => {
    const all = await document<{ data: { dataset: string; name: string }[] }>('analyses');
    expect(all.document.data.map(({ dataset, name }) => `${dataset} ${name}`)).toContain('trades top-clients');
    expect((await tranche(['analyses', 'trades'])).out).toMatch(/top-clients .* limit=10/);
    const top = await document<{ rows: object[] }>('analyses', 'trades', 'top-clients', '--limit', '1');
    expect(top.document.rows).toMatchObject([{ client_id: 'ada' }, { client_id: 'bob' }]);
    const balance = await tranche(['analyses', 'trades', 'client-balance', '--param', 'client_id=bob']);
    expect(balance.out).toMatch(/^day +balance +debt\n2020-01-31 +2000\.00 +0\.00\n2024-02-01 +1990\.00 +0\.00\n$/);
    const unknown = await tranche(['analyses', 'trades', 'top']);
    expect(unknown).toMatchObject({
      code: 2,
      err: expect.stringMatching(/top-clients[\s\S]*npx tranche analyses trades/),
    });
    expect((await tranche(['analyses', 'trades', 'top-clients', '--limit', '101'])).err).toMatch(/limit: .*1 to 100/);
  });

  it('shows a row with what it has to do with', async () => {
    const one = await tranche(['row', 'trades', 'client', 'client_id=ada']);
    expect(one.out).toMatch(/^trades client · published .*\nclient_id +ada\n[\s\S]*To it refer:\ntrade: 1 row: a1\n$/);
    const { document: known } = await document<{ row: DataRow }>('row', 'trades', 'trade_outcome', ...A1);
    expect(known.row).toMatchObject({ converted_amount: '91.00' });
    const derived = await tranche(['row', 'trades', 'trade_outcome', ...A1]);
    expect(derived.out).toMatch(/It comes from:\ntrade: 1 row: a1/);
    expect(await tranche(['row', 'trades', 'client', 'client_id=eve'])).toMatchObject({ code: 1, out: '' });
    expect(await tranche(['row', 'trades', 'client', 'name=ada'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/A client row is named by client_id; given was name\./),
    });
  });

  it('uses settings that were changed, when it is rebuilt', async () => {
    const before = await document<{ version: number; settings: { rates: object } }>('settings', 'trades');
    const set = ['--set', 'rates.USD/EUR=0.5', '--unset', 'rates.GBP/USD', '--set', 'cross_via=null'];
    const after = await tranche(['settings', 'trades', ...set]);
    expect(after.code).toBe(0);
    expect(after.out).toMatch(/^trades · version 1, changed[\s\S]* {2}USD\/EUR +0\.5\n[\s\S]*cross_via +null /);
    expect(after.err).toContain('npx tranche sync trades --rebuild');
    const { 'GBP/USD': _, ...others } = before.document.settings.rates as Record<string, string>;
    expect((await document<object>('settings', 'trades')).document).toMatchObject({
      version: 1,
      settings: { rates: { ...others, 'USD/EUR': '0.5' }, cross_via: null },
    });
    const wrong = await tranche(['settings', 'trades', '--set', 'rates.USD/EUR=0,5']);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/rates\.?.*USD\/EUR.*: .*digits/) });

    const rebuilt = await document<SyncLog>('sync', 'trades', '--rebuild');
    expect(rebuilt).toMatchObject({ code: 0, document: { rebuild: true, settings_version: 1 } });
    const outcomes = await bank().rows('trades', 'trade_outcome', { sort: 'transaction_id' });
    expect(outcomes[0]).toMatchObject({ transaction_id: 'a1', converted_amount: '50.00' });

    writeFileSync(path.join(folder(), 's.json'), JSON.stringify(before.document));
    const back = await document<object>('settings', 'trades', '--file', 's.json');
    expect(back.document).toMatchObject({ version: 2, settings: before.document.settings });
    expect((await tranche(['settings', 'loans'])).code).toBe(1);
    expect((await tranche(['sync', 'RETAIL', '--rebuild'])).err).toMatch(/npx tranche publications/);
  });
});
