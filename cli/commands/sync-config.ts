import type { Slice } from '../../shared/contracts/slice.ts';
import {
  type PublishMode,
  REMOVAL_JUDGED_FROM_ROWS,
  type SyncConfig,
  type SyncConfigPatch,
} from '../../shared/domain/sync.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { sliceName } from '../slice-options.ts';
import { configsOf } from '../sync-configs.ts';
import { countText } from '../text/quantities.ts';

export interface SyncConfigOptions {
  /** False with --off, true with --on. */
  readonly enabled?: boolean | undefined;
  readonly interval?: number | undefined;
  readonly maxErrorRate?: number | undefined;
  readonly maxRemovedRate?: number | undefined;
  /** A comma list of file types, or `none`. */
  readonly requires?: string | undefined;
  readonly publish?: PublishMode | undefined;
}

/** How slices are synced: the schedule and what guards it. */
export async function showConfig(context: CommandContext, slices: readonly Slice[]): Promise<ExitCode> {
  const configs = await configsOf(await context.client(), slices);
  if (context.terminal.json) await context.terminal.document({ configs });
  else await context.terminal.lines(...configs.flatMap((config) => configLines(context, config)));
  return EXIT.ok;
}

/** Changes what is given, and leaves the rest. */
export async function setConfig(context: CommandContext, slice: Slice, options: SyncConfigOptions): Promise<ExitCode> {
  const change = patchOf(slice, options);
  if (Object.keys(change).length === 0) {
    throw usageFailure('There is nothing to change.', 'npx tranche config set --help shows what can be set.');
  }
  const client = await context.client();
  const config = await client.updateConfig(slice, change);
  if (context.terminal.json) await context.terminal.document(config);
  else await context.terminal.lines(...configLines(context, config));
  return EXIT.ok;
}

const patchOf = (slice: Slice, options: SyncConfigOptions): SyncConfigPatch => ({
  ...(options.enabled === undefined ? {} : { is_enabled: options.enabled }),
  ...(options.interval === undefined ? {} : { sync_interval_minutes: options.interval }),
  ...(options.maxErrorRate === undefined ? {} : { max_error_rate: options.maxErrorRate }),
  ...(options.maxRemovedRate === undefined ? {} : { max_removed_rate: options.maxRemovedRate }),
  ...(options.requires === undefined ? {} : { requires: fileTypesOf(slice, options.requires) }),
  ...(options.publish === undefined ? {} : { publish: options.publish }),
});

/** @throws {CommandFailure} */
function fileTypesOf({ contract }: Slice, typed: string): string[] {
  if (typed === 'none') return [];
  const known = contract.fileTypes.map(({ name }) => name);
  return typed.split(',').map((given) => {
    const found = known.find((name) => name === given.trim().toLowerCase());
    if (found !== undefined) return found;
    throw usageFailure(`--requires must be a comma list of ${known.join(', ')}, or none.`);
  });
}

function configLines({ terminal }: CommandContext, config: SyncConfig): string[] {
  const { is_enabled, sync_interval_minutes, max_error_rate, max_removed_rate, requires, publish } = config;
  const rows: [option: string, value: string, meaning: string][] = [
    ['--on, --off', is_enabled ? 'on' : 'off', 'whether files are loaded at all'],
    ['--interval', `${sync_interval_minutes}`, 'minutes at least between two syncs of the schedule'],
    ['--max-error-rate', `${max_error_rate}`, 'a larger share of rejected rows: nothing is published'],
    [
      '--max-removed-rate',
      `${max_removed_rate}`,
      'a larger share of live rows that would vanish: nothing is published;',
    ],
    [
      '',
      '',
      `judged from ${countText(REMOVAL_JUDGED_FROM_ROWS)} live rows of a file on: fewer are replaced, whatever is missing`,
    ],
    ['--requires', requires.join(',') || 'none', 'file types that the schedule waits for'],
    ['--publish', publish, 'manual: what is loaded waits for npx tranche publish'],
  ];
  return [
    terminal.style('bold', sliceName(config)),
    ...rows.map(([option, value, meaning]) => `  ${option.padEnd(18)} ${value.padEnd(20)} ${meaning}`),
  ];
}
