import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { computationOf } from '../../shared/datasets/computations.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import type { DatasetBody, SettingsBody } from '../../shared/http/schemas/dataset.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { type Assignment, type SettingPath, settingsChange } from '../settings-change.ts';
import { sliceName } from '../slice-options.ts';
import { printable } from '../text/printable.ts';
import { tableLines } from '../text/table.ts';

export interface SettingsOptions {
  readonly set: readonly Assignment[];
  readonly unset: readonly SettingPath[];
  /** JSON: members of the settings, or what the command itself writes with --json. */
  readonly file?: string | undefined;
}

/** What was chosen for a dataset; changes what is given first, and leaves the rest. */
export async function settings(
  context: CommandContext,
  dataset: Dataset | undefined,
  options: SettingsOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const isChange = options.file !== undefined || options.set.length + options.unset.length > 0;
  if (dataset === undefined && isChange) throw usageFailure('Say which dataset it is a setting of.');
  const client = await context.client();
  const shown: SettingsBody[] = [];
  const datasets = dataset ? [dataset] : DATASETS.filter((each) => computationOf(each).settings);
  for (const { name } of datasets) {
    const chosen = isChange ? await change(context, client, name, options) : await client.getSettings(name);
    shown.push(chosen);
    await terminal.lines(...settingsLines(context, chosen, await client.getDataset(name)));
  }
  if (terminal.json) await terminal.document(dataset ? shown[0] : { settings: shown });
  if (dataset && isChange) {
    const syncs = Slice.allOf(dataset).map((slice) => `npx tranche sync ${sliceName(slice)} --rebuild`);
    terminal.note(`What is live stays as it is: the next sync uses them. To use them now: ${syncs.join(' && ')}`);
  }
  return EXIT.ok;
}

async function change(
  { folder, terminal }: CommandContext,
  client: TrancheClient,
  dataset: string,
  options: SettingsOptions,
): Promise<SettingsBody> {
  if (options.file !== undefined) {
    return client.updateSettings(dataset, await membersIn(path.resolve(folder, options.file), dataset));
  }
  const [before, { settings: schema }] = await Promise.all([client.getSettings(dataset), client.getDataset(dataset)]);
  const after = await client.updateSettings(dataset, settingsChange(before.settings, schema, options));
  // The service takes an object as a whole: a member that another changed meanwhile is as it was read here.
  if (after.version > before.version + 1) {
    terminal.warn(
      'Somebody else changed the settings at the same time: see whether they are as both of you want them.',
    );
  }
  return after;
}

/** @throws {CommandFailure} */
async function membersIn(file: string, dataset: string): Promise<Record<string, unknown>> {
  const read = parsed(await readFile(file, 'utf8'));
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw usageFailure(`${file} must hold a JSON object: the settings that change, by name.`);
  }
  const members = read as Record<string, unknown>;
  if (typeof members.settings !== 'object' || typeof members.dataset !== 'string') return members;
  if (members.dataset === dataset) return members.settings as Record<string, unknown>;
  throw usageFailure(`${file} holds settings of ${members.dataset}, and not of ${dataset}.`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function settingsLines(
  { terminal }: CommandContext,
  { dataset, version, changed_at, settings: chosen }: SettingsBody,
  { settings: schema }: DatasetBody,
): string[] {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, { description?: string }> };
  const rows = Object.entries(chosen).flatMap(([name, value]) => {
    const meaning = properties[name]?.description ?? '';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[name, valueText(value), meaning]];
    return [
      [name, '', meaning],
      ...Object.entries(value).map(([member, own]) => [`  ${printable(member)}`, valueText(own), '']),
    ];
  });
  const since = changed_at === null ? 'as they are without a choice' : `version ${version}, changed ${changed_at}`;
  return [
    `${terminal.style('bold', dataset)} · ${since}`,
    ...tableLines([{ title: 'setting' }, { title: 'value' }, { title: 'meaning' }], rows),
  ];
}

const valueText = (value: unknown): string => printable(typeof value === 'string' ? value : JSON.stringify(value));
