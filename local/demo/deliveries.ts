import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { DeliveryFile } from '../../shared/client/send-file.ts';
import { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { samplesOf } from '../../shared/datasets/own-samples.ts';
import { allSlices } from '../../shared/datasets/registry.ts';
import { ArgumentError } from '../../shared/domain/command-options.ts';
import { type KeptTenant, readTenantsFile, tenantsFile } from '../tenants-file.ts';
import type { DemoArguments } from './arguments.ts';
import type { Delivery } from './delivery.ts';
import { writeSample } from './sample-files.ts';

/** As many banks get samples if none is named: those of the first start. */
const SAMPLE_TENANTS = 3;

/**
 * What the demo is to send, bank by bank.
 * @param files of one's own; empty for samples
 * @throws {ArgumentError} for a tenant whose key is not known
 */
export function planDeliveries(
  given: DemoArguments,
  files: readonly DeliveryFile[],
  service: { url: string; home: string },
): Delivery[] {
  const tenants = chooseTenants(service.home, given.tenants, files.length > 0 ? 1 : SAMPLE_TENANTS);
  const slices =
    files.length > 0 ? allSlices.filter(({ text }) => files.some(({ slice }) => slice.text === text)) : given.slices;
  return tenants.flatMap((tenant) => {
    const client = new TrancheClient(service.url, tenant);
    return slices.map((slice): Delivery => {
      if (files.length === 0) return sampleDelivery(client, slice, given, service.home);
      const own = files.filter((file) => file.slice.text === slice.text);
      return { client, slice, prepare: async () => ({ files: own }), cleanUp: async () => {} };
    });
  });
}

/** @throws {ArgumentError} for a tenant whose key is not known */
export function chooseTenants(home: string, wanted: readonly string[], otherwise: number): KeptTenant[] {
  const known = readTenantsFile(home);
  if (wanted.length === 0) return known.slice(0, otherwise);
  return wanted.map((id) => {
    const tenant = known.find(({ tenant_id }) => tenant_id === id);
    if (tenant) return tenant;
    const ids = known.map(({ tenant_id }) => tenant_id).join(', ');
    throw new ArgumentError(`${tenantsFile(home)} has no tenant ${id}; it has ${ids}.`);
  });
}

function sampleDelivery(client: TrancheClient, slice: Slice, given: DemoArguments, home: string): Delivery {
  const folder = path.join(home, 'demo', `${client.tenantId}-${slice.text}`);
  return {
    client,
    slice,
    prepare: () => writeFiles(given, client.tenantId, slice, folder),
    cleanUp: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes the samples of a bank, `sample_<variant>_<file type>.csv`, for somebody who sends them. @returns their paths */
export async function writeSamples(given: DemoArguments, folder: string): Promise<string[]> {
  const written: string[] = [];
  for (const slice of given.slices) {
    const { files } = await writeFiles(given, 'sample', slice, folder);
    written.push(...files.map((file) => file.path));
  }
  return written;
}

async function writeFiles(given: DemoArguments, bank: string, slice: Slice, folder: string) {
  const { rows, errors, warnings, more } = given;
  const name = slice.shortText;
  const pathOf = (fileType: string) => path.join(folder, `${bank}_${name}_${fileType}.csv`.toLowerCase());
  await mkdir(folder, { recursive: true });
  // Each bank has its own sample, the same however many others take part.
  const seed = crc32(`${given.seed}/${bank}/${name}`);
  const options = { rows, errors, warnings, more, seed };
  const sample = await writeSample(samplesOf(slice.contract), slice, options, pathOf);
  // A file without rows is no file: none were asked for, or every row that they would refer to is wrong.
  const files = slice.contract.fileTypes
    .filter((fileType) => sample.files[fileType.name]!.rows > 0)
    .map((fileType): DeliveryFile => ({ slice, fileType: fileType.name, path: pathOf(fileType.name) }));
  return { files, sample };
}
