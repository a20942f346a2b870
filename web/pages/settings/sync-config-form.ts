import type { Schemas } from '../../api/client.ts';
import type { SyncConfig } from '../../api/queries/syncs.ts';

/** As it is typed: a field may be empty for a while. */
export interface ConfigForm {
  readonly isEnabled: boolean;
  readonly intervalMinutes: number | string;
  readonly errorPercentage: number | string;
}

const LONGEST_INTERVAL_MINUTES = 10_080;

export const isInterval = (value: number | string): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LONGEST_INTERVAL_MINUTES;

export const isPercentage = (value: number | string): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100;

export const formOf = (config: SyncConfig): ConfigForm => ({
  isEnabled: config.is_enabled,
  intervalMinutes: config.sync_interval_minutes,
  errorPercentage: shiftPoint(config.max_error_rate, 2),
});

/** What differs from the configuration: only that is sent, so that two people change different things at once. */
export function changesOf(config: SyncConfig, form: ConfigForm): Schemas['SyncConfigPatch'] {
  const rate = shiftPoint(Number(form.errorPercentage), -2);
  const interval = Number(form.intervalMinutes);
  return {
    ...(form.isEnabled === config.is_enabled ? {} : { is_enabled: form.isEnabled }),
    ...(interval === config.sync_interval_minutes ? {} : { sync_interval_minutes: interval }),
    ...(rate === config.max_error_rate ? {} : { max_error_rate: rate }),
  };
}

/** Moves the decimal point as one would on paper: 0.07 times 100 is 7, not 7.000000000000001. */
const shiftPoint = (value: number, places: number): number => {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};
