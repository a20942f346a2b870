import type { TrancheClient } from '../shared/client/tranche-client.ts';
import type { Slice } from '../shared/contracts/slice.ts';
import { sliceText } from '../shared/domain/slice.ts';
import type { SyncConfig } from '../shared/domain/sync.ts';

/** The configurations of slices, in their order. The service lists those of a dataset. */
export async function configsOf(client: TrancheClient, slices: readonly Slice[]): Promise<SyncConfig[]> {
  const datasets = [...new Set(slices.map(({ dataset }) => dataset))];
  const lists = await Promise.all(datasets.map((dataset) => client.listConfigs({ dataset })));
  const configs = lists.flatMap(({ data }) => data);
  return slices.flatMap(({ text }) => configs.find((config) => sliceText(config) === text) ?? []);
}
