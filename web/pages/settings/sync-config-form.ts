import type { components } from '../../api/schema.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import type { Formats } from '../../format/formats.ts';
import { readInterval } from '../../format/read-interval.ts';

type Schemas = components['schemas'];
type SyncConfig = Schemas['SyncConfig'];

export type PublishMode = SyncConfig['publish'];
export const PUBLISH_MODES = ['automatic', 'manual'] as const satisfies readonly PublishMode[];

/** As it is typed: a field may be empty or no number for a while. */
export interface ConfigForm {
  readonly isEnabled: boolean;
  readonly intervalMinutes: string;
  readonly errorPercentage: string;
  readonly removedPercentage: string;
  readonly requires: readonly string[];
  readonly publish: PublishMode;
}

type Numbers = Pick<Formats, 'read' | 'decimal'>;

/** A percentage, with or without its sign, as a ratio; undefined where it is none from 0 to 100. */
export function readRate(text: string, { read }: Numbers): number | undefined {
  const exact = read(text, { percent: true });
  if (exact === undefined) return undefined;
  const percentage = Number(exact);
  return percentage >= 0 && percentage <= 100 ? shiftPoint(percentage, -2) : undefined;
}

export const formOf = (config: SyncConfig, { decimal }: Numbers): ConfigForm => ({
  isEnabled: config.is_enabled,
  intervalMinutes: decimal(String(config.sync_interval_minutes)),
  errorPercentage: decimal(plain(shiftPoint(config.max_error_rate, 2))),
  removedPercentage: decimal(plain(shiftPoint(config.max_removed_rate, 2))),
  requires: inOrder(config, config.requires),
  publish: config.publish,
});

/**
 * What differs from the configuration: only that is sent, so that two people change different things at once. What cannot be
 * read is left out: a form with such a field is not sent.
 */
export function changesOf(config: SyncConfig, form: ConfigForm, numbers: Numbers): Schemas['SyncConfigPatch'] {
  const interval = readInterval(form.intervalMinutes, numbers) ?? config.sync_interval_minutes;
  const errorRate = readRate(form.errorPercentage, numbers) ?? config.max_error_rate;
  const removedRate = readRate(form.removedPercentage, numbers) ?? config.max_removed_rate;
  const requires = inOrder(config, form.requires);
  const isSameRequires = requires.join() === inOrder(config, config.requires).join();
  return {
    ...(form.isEnabled === config.is_enabled ? {} : { is_enabled: form.isEnabled }),
    ...(interval === config.sync_interval_minutes ? {} : { sync_interval_minutes: interval }),
    ...(errorRate === config.max_error_rate ? {} : { max_error_rate: errorRate }),
    ...(removedRate === config.max_removed_rate ? {} : { max_removed_rate: removedRate }),
    ...(isSameRequires ? {} : { requires }),
    ...(form.publish === config.publish ? {} : { publish: form.publish }),
  };
}

const inOrder = ({ dataset }: SyncConfig, chosen: readonly string[]): string[] =>
  fileTypesOf(dataset).filter((fileType) => chosen.includes(fileType));

/** Moves the decimal point as one would on paper: 0.07 times 100 is 7, not 7.000000000000001. */
const shiftPoint = (value: number, places: number): number => {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

/** Without an exponent, however small. */
const plain = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text;
};
