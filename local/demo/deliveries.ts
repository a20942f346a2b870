import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { PortfolioFile } from '../../shared/client/send-file.ts';
import { TrancheClient } from '../../shared/client/tranche-client.ts';
import { VARIANTS, type Variant } from '../../shared/domain/slice.ts';
import { type KeptTenant, readTenantsFile, tenantsFile } from '../tenants-file.ts';
import { ArgumentError, type DemoArguments } from './arguments.ts';
import type { Delivery } from './delivery.ts';
import { writePortfolio } from './portfolio.ts';

/** As many banks get samples if none is named: those of the first start. */
const SAMPLE_TENANTS = 3;

/**
 * What the demo is to send, bank by bank.
 * @param files of one's own; empty for samples
 * @throws {ArgumentError} for a tenant whose key is not known
 */
export function planDeliveries(
  given: DemoArguments,
  files: readonly PortfolioFile[],
  service: { url: string; home: string },
): Delivery[] {
  const tenants = chooseTenants(service.home, given.tenants, files.length > 0 ? 1 : SAMPLE_TENANTS);
  const loanTypes = VARIANTS.filter((variant) =>
    files.length > 0
      ? files.some(({ loanType }) => loanType === variant)
      : given.loanTypes.length === 0 || given.loanTypes.includes(variant),
  );
  return tenants.flatMap((tenant) => {
    const client = new TrancheClient(service.url, tenant);
    return loanTypes.map((loanType): Delivery => {
      if (files.length === 0) return sampleDelivery(client, loanType, given, service.home);
      const own = files.filter((file) => file.loanType === loanType);
      return { client, loanType, prepare: async () => ({ files: own }), cleanUp: async () => {} };
    });
  });
}

function chooseTenants(home: string, wanted: readonly string[], otherwise: number): KeptTenant[] {
  const known = readTenantsFile(home);
  if (wanted.length === 0) return known.slice(0, otherwise);
  return wanted.map((id) => {
    const tenant = known.find(({ tenant_id }) => tenant_id === id);
    if (tenant) return tenant;
    const ids = known.map(({ tenant_id }) => tenant_id).join(', ');
    throw new ArgumentError(`${tenantsFile(home)} has no tenant ${id}; it has ${ids}.`);
  });
}

function sampleDelivery(client: TrancheClient, loanType: Variant, given: DemoArguments, home: string): Delivery {
  const folder = path.join(home, 'demo', `${client.tenantId}-${loanType}`);
  return {
    client,
    loanType,
    prepare: () => writeSample(given, client.tenantId, loanType, folder),
    cleanUp: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes the sample portfolios of a bank, `sample_retail_credit.csv` and so on, for somebody who sends them. @returns their paths */
export async function writeSamples(given: DemoArguments, folder: string): Promise<string[]> {
  const loanTypes = VARIANTS.filter((variant) => given.loanTypes.length === 0 || given.loanTypes.includes(variant));
  const written: string[] = [];
  for (const loanType of loanTypes) {
    const { files } = await writeSample(given, 'sample', loanType, folder);
    written.push(...files.map((file) => file.path));
  }
  return written;
}

async function writeSample(given: DemoArguments, bank: string, loanType: Variant, folder: string) {
  const nameOf = (fileType: string) => path.join(folder, `${bank}_${loanType}_${fileType}.csv`.toLowerCase());
  const files: readonly PortfolioFile[] = [
    { loanType, fileType: 'credit', path: nameOf('credit') },
    { loanType, fileType: 'payment_plan', path: nameOf('payment_plan') },
  ];
  await mkdir(folder, { recursive: true });
  const sample = await writePortfolio({
    variant: loanType,
    credits: given.rows,
    errors: given.errors,
    warnings: given.warnings,
    paymentsPerCredit: given.paymentsPerCredit,
    // Each bank has its own portfolio, the same however many others take part.
    seed: crc32(`${given.seed}/${bank}/${loanType}`),
    creditPath: nameOf('credit'),
    paymentPath: nameOf('payment_plan'),
  });
  // A file without rows is no file: plans of length 0 were asked for, or every credit is wrong.
  return { files: sample.payments > 0 ? files : files.slice(0, 1), sample };
}
