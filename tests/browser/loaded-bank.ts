import type { SyncLog } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, spoil } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';

export interface LoadedBank {
  readonly bank: Bank;
  /** A load of RETAIL with some rejected rows; COMMERCIAL is left empty. */
  readonly load: SyncLog;
}

export const LOANS = 60;
export const REJECTED_LOANS = 3;
export const COMMERCIAL_LOANS = 5;

/** A bank as a page finds it in the morning: retail loans and their plans loaded, some rows rejected. */
export async function loadedBank(theme: string): Promise<LoadedBank> {
  const [bank] = (await banksFor(theme, 1)) as [Bank];
  const credits = spoil(creditRows('RETAIL', LOANS), REJECTED_LOANS, { customer_type: '<b>?</b>' });
  const load = await bank.load(fileOf('credit', 'RETAIL', credits), paymentFile('RETAIL', LOANS, { each: 2 }));
  return { bank, load };
}

/** A file of COMMERCIAL loans that waits for its sync. */
export async function stageCommercial(bank: Bank): Promise<void> {
  await bank.stage(creditFile('COMMERCIAL', COMMERCIAL_LOANS));
}
