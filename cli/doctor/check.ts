/** What a look at one thing gave. `advice` says what to do where it is not well. */
export interface CheckResult {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  readonly detail: string;
  readonly advice?: string;
}

export const ok = (check: string, detail: string): CheckResult => ({ check, status: 'ok', detail });
export const warn = (check: string, detail: string, advice: string): CheckResult => ({
  check,
  status: 'warn',
  detail,
  advice,
});
export const fail = (check: string, detail: string, advice: string): CheckResult => ({
  check,
  status: 'fail',
  detail,
  advice,
});
/** Could not be looked at, and why. */
export const skip = (check: string, detail: string): CheckResult => ({ check, status: 'skip', detail });
