import { describe, expect, it } from 'vitest';
import type { SyncLog, Upload } from './answers.ts';
import { commandLineOf } from './command-line.ts';
import { creditFile, creditRows } from './files.ts';

const { bank, tranche, document, save } = commandLineOf('COMMANDS_LIVE');

describe('what is live', () => {
  it('can be looked at before it is published, published or discarded, and rolled back', async () => {
    const shown = await document<{ configs: { loan_type: string; publish: string }[] }>('config', 'show', 'COMMERCIAL');
    expect(shown.document.configs).toMatchObject([{ loan_type: 'COMMERCIAL', max_removed_rate: 0.8, requires: [] }]);
    const first = await bank().load(creditFile('COMMERCIAL', 20));
    expect((await tranche(['config', 'show', 'COMMERCIAL'])).out).toContain('judged from 1,000 live rows');
    const set = await document('config', 'set', 'commercial', '--publish', 'manual', '--max-removed-rate', '0.2');
    expect(set).toMatchObject({ code: 0, document: { publish: 'manual', max_removed_rate: 0.2 } });
    save('second.csv', creditFile('COMMERCIAL', 10, { seed: 3 }));

    const loaded = await tranche(['upload', 'second.csv', '--sync']);
    expect(loaded.code).toBe(0);
    const id = /npx tranche publish ([0-9a-f-]{36})/.exec(loaded.out)![1]!;
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(20);
    expect((await tranche(['status'])).out).toContain(`npx tranche publish ${id}, or discard`);
    const removed = await tranche(['changes', id, '--rows', 'removed', '--all', '--json']);
    expect(
      removed.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).record_key),
    ).toEqual(creditRows('COMMERCIAL', 10, { first: 11 }).map((row) => row.loan_account_number));
    expect((await tranche(['changes', id])).out).toMatch(/not published[\s\S]*20 → 10 rows: 0 added, 10 removed/);

    expect((await tranche(['publish', id])).out).toMatch(/^It is live since /);
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(10);
    const back = await document('rollback', first.id, '--reason', 'half a delivery');
    expect(back).toMatchObject({ code: 0, document: { sync_id: first.id, reason: 'half a delivery', live: true } });
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(20);
    const list = await tranche(['publications', 'COMMERCIAL']);
    expect(list.out).toMatch(new RegExp(`^live .* 20 .*${first.id} .* half a delivery$`, 'm'));

    const again = await tranche(['upload', 'second.csv', '--sync', '--json']);
    const { syncs } = JSON.parse(again.out) as { syncs: SyncLog[] };
    const discarded = await document<SyncLog>('discard', syncs[0]!.id);
    expect(discarded).toMatchObject({ code: 0, document: { publication: 'discarded' } });
    const published = await tranche(['publish', syncs[0]!.id]);
    expect(published).toMatchObject({ code: 1, out: '' });
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(20);
    await document('config', 'set', 'COMMERCIAL', '--publish', 'automatic');
  });

  it('does not lose most of its rows unasked', async () => {
    await document('config', 'set', 'COMMERCIAL', '--max-removed-rate', '0.5');
    await bank().load(creditFile('COMMERCIAL', 1000));
    save('half.csv', creditFile('COMMERCIAL', 400));
    const held = await tranche(['upload', 'half.csv', '--sync']);
    expect(held.code).toBe(3);
    const [, command] = /npx (tranche sync COMMERCIAL --upload [0-9a-f-]{36} --accept-removal)/.exec(held.out)!;
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(1000);
    const [, ...args] = command!.split(' ');
    const accepted = await tranche(args);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toMatch(/600 live rows are not in the book any more/);
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(400);
  });

  it('stays where a file that is held was a mistake and is given up', async () => {
    await bank().load(creditFile('COMMERCIAL', 1000));
    const held = await tranche(['upload', 'half.csv', '--sync']);
    const [, uploadId] = /npx tranche cancel ([0-9a-f-]{36})\n/.exec(held.out)!;
    expect((await tranche(['status'])).out).toMatch(/STAGED, held: credit half\.csv/);
    const unknown = await tranche(['cancel', uploadId!, crypto.randomUUID()]);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(await bank().upload(uploadId!)).toMatchObject({ status: 'STAGED' });
    const given = await tranche(['cancel', uploadId!]);
    expect(given.code).toBe(0);
    expect(given.out).toContain(`half.csv (COMMERCIAL credit, upload ${uploadId}) is cancelled`);
    const again = await document<{ uploads: Upload[] }>('cancel', uploadId!);
    expect(again).toMatchObject({ code: 0, document: { uploads: [{ status: 'EXPIRED' }] } });
    expect(await bank().count('COMMERCIAL', 'credit')).toBe(1000);
    expect((await tranche(['cancel', 'half.csv'])).code).toBe(2);
  });
});
