import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFiles } from '../../shared/datasets/cash/datamaker/make-files.ts';
import type { Manifest } from '../../shared/datasets/cash/datamaker/manifest.ts';
import type { OutgoingFile } from '../api/bank.ts';

const SIZE = { name: 'tested', companies: 3, sepa: 200, swift: 800 };
/** Of a currency for which the rates have none. */
const WITHOUT_RATE = 'XPF';

/** A company that nobody pays and that pays nobody. */
export const SILENT = 'C0000009';

export interface CashFiles {
  readonly files: readonly [OutgoingFile, ...OutgoingFile[]];
  /** What the datamaker says that is in them; the payment without a rate changes none of it. */
  readonly manifest: Manifest;
}

/** The files of a few companies, one without payments, and a payment of the first one in a currency without a rate. */
export async function cashFiles(): Promise<CashFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tranche-cash-'));
  try {
    await makeFiles({ size: SIZE, seed: 1, folder, threads: 1 });
    const content = (name: string) => readFile(path.join(folder, name), 'utf8');
    const manifest: Manifest = JSON.parse(await content('manifest.json'));
    const [payer, beneficiary] = manifest.balances.map(({ iban }) => iban);
    const more: Record<string, string> = {
      company: `${SILENT};Silent Ltd;;DE89370400440532013000\n`,
      swift: `SWfffffff0;${payer};${beneficiary};12345;${WITHOUT_RATE};2024-12-31T23:59:59Z\n`,
    };
    const fileOf = async (fileType: OutgoingFile['fileType']): Promise<OutgoingFile> => ({
      slice: 'cash',
      fileType,
      content: (await content(`${fileType}.csv`)) + (more[fileType] ?? ''),
    });
    const files = [fileOf('company'), fileOf('sepa'), fileOf('swift'), fileOf('exchange_rate')] as const;
    return { files: await Promise.all(files), manifest };
  } finally {
    await rm(folder, { recursive: true });
  }
}
