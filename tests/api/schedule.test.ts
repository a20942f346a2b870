import { beforeAll, describe, expect, it } from 'vitest';
import { isSignedBy, webhookReceiver } from '../webhook-receiver.ts';
import type { SyncConfig, SyncLog } from './answers.ts';
import { type Bank, problemCode, waitFor } from './bank.ts';
import { addWebhook, settledDeliveries } from './bank-webhooks.ts';
import { creditFile, paymentFile } from './files.ts';
import { useOwnService } from './own-service.ts';
import { credits } from './six-credits.ts';
import { banksFor, isGiven } from './tenants.ts';

/** On a service of its own, whose schedule runs every second. */
describe.skipIf(isGiven())('the schedule', () => {
  const service = useOwnService(1);
  let bank: Bank;
  let idle: Bank;
  let disabled: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_SCHED');
    idle = await service.bank('T_IDLE');
    disabled = await service.bank('T_OFF');
  });

  let witnesses = 0;
  /**
   * Until the schedule has looked at all banks, as another one sees it: its two files are loaded one after the other, and the
   * tick that starts the second has found the first tick ended.
   */
  async function hasComeBy(): Promise<void> {
    witnesses += 1;
    const witness = await service.bank(`T_WITNESS_${witnesses}`);
    for (const loanType of ['RETAIL', 'COMMERCIAL'] as const) {
      const { upload_id } = await witness.stage(creditFile(loanType, 1));
      await witness.waitForUpload(upload_id, ({ status }) => status === 'LOADED');
    }
  }

  const logs = (of: Bank) => of.all<SyncLog>('/api/sync/logs');

  it('finds an upload and loads it by itself', async () => {
    const upload = await bank.stage(creditFile('RETAIL', 12));
    const loaded = await bank.waitForUpload(upload.upload_id, ({ status }) => status === 'LOADED');
    const log = await bank.waitForSync(loaded.sync_id ?? '');
    expect(log).toMatchObject({
      status: 'COMPLETED',
      trigger: 'SCHEDULE',
      valid_credit_rows: 12,
      validate_only: false,
    });
    expect(await bank.count('RETAIL', 'credit')).toBe(12);
    expect(await bank.call('/api/sync/configs/RETAIL')).toMatchObject({ last_sync_status: 'COMPLETED' });
  });

  it('waits for the interval of the configuration between two syncs, of that loan type only', async () => {
    await bank.configure('RETAIL', { sync_interval_minutes: 60 });
    const waiting = await bank.stage(paymentFile('RETAIL', 12));
    const other = await bank.stage(creditFile('COMMERCIAL', 4));
    await bank.waitForUpload(other.upload_id, ({ status }) => status === 'LOADED');
    await hasComeBy();
    expect(await bank.upload(waiting.upload_id)).toMatchObject({ status: 'STAGED', sync_id: null });
    // Whoever cannot wait starts it.
    const { id } = await bank.startSync('RETAIL');
    expect(await bank.waitForSync(id)).toMatchObject({
      status: 'COMPLETED',
      trigger: 'MANUAL',
      valid_payment_rows: 12,
    });
  });

  it('leaves a disabled loan type alone until it is enabled', async () => {
    await disabled.configure('COMMERCIAL', { is_enabled: false });
    const off = await disabled.stage(creditFile('COMMERCIAL', 3));
    await hasComeBy();
    expect(await disabled.upload(off.upload_id)).toMatchObject({ status: 'STAGED' });
    expect(await logs(disabled)).toEqual([]);

    await disabled.configure('COMMERCIAL', { is_enabled: true });
    await disabled.waitForUpload(off.upload_id, ({ status }) => status === 'LOADED');
    expect(await disabled.count('COMMERCIAL', 'credit')).toBe(3);
  });

  it('tells webhooks of an upload that was rejected', async () => {
    await using receiver = await webhookReceiver();
    const { secret, ...webhook } = await addWebhook(idle, receiver.url, ['upload.rejected']);
    const rejected = await idle.send(credits('no;header;of;ours\n1;2;3;4\n'));
    expect(rejected.status).toBe('REJECTED');
    await settledDeliveries(idle, webhook, 1);
    expect(receiver.received.map(({ event }) => event.data)).toEqual([
      {
        upload_id: rejected.upload_id,
        dataset: 'loans',
        variant: 'RETAIL',
        file_type: 'credit',
        size_bytes: rejected.size_bytes,
        corrects: null,
        sync_id: null,
        problem: problemCode(rejected.problem),
      },
    ]);
    expect(isSignedBy(secret, receiver.received[0]!)).toBe(true);
  });

  it('leaves no trace where there is nothing to do', async () => {
    const before = await logs(bank);
    await hasComeBy();
    expect(await logs(idle)).toEqual([]);
    expect(await logs(bank)).toEqual(before);
    expect(before.map(({ trigger }) => trigger).sort()).toEqual(['MANUAL', 'SCHEDULE', 'SCHEDULE']);
  });
});

/** A minute is a period, a minute the shortest interval, and a deployment may be slow. */
const GIVEN_PATIENCE_MS = 240_000;

describe.runIf(isGiven())('the schedule of a given deployment', () => {
  it('finds an upload and loads it by itself', { timeout: GIVEN_PATIENCE_MS + 30_000 }, async () => {
    const [bank] = (await banksFor('SCHED', 1)) as [Bank];
    const { sync_interval_minutes } = await bank.call<SyncConfig>('/api/sync/configs/RETAIL');
    // Both kinds: what an earlier test left waiting would be loaded too.
    await bank.stage(paymentFile('RETAIL', 12));
    const upload = await bank.stage(creditFile('RETAIL', 12));
    await bank.configure('RETAIL', { sync_interval_minutes: 1 });
    try {
      const loaded = await waitFor(
        'the schedule',
        () => bank.upload(upload.upload_id),
        ({ status }) => status === 'LOADED',
        GIVEN_PATIENCE_MS,
      );
      expect(await bank.waitForSync(loaded.sync_id ?? '')).toMatchObject({
        trigger: 'SCHEDULE',
        valid_credit_rows: 12,
      });
    } finally {
      await bank.configure('RETAIL', { sync_interval_minutes });
    }
  });
});
