import type { ErrorGroup } from '../shared/domain/error-group.ts';
import { SEVERITIES, type ValidationError } from '../shared/domain/validation-error.ts';
import { describeExample } from './sync-report.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text/printable.ts';
import { counted, countText, percentText } from './text/quantities.ts';

const MOST_GROUPS = 15;

/** Findings by rule: how many, what the rule demands and an example. The same for the service's and for those made here. */
export function groupLines(terminal: Terminal, all: readonly ErrorGroup[], most = MOST_GROUPS): string[] {
  // What was rejected is more urgent than what is remarkable, however frequent.
  const groups = SEVERITIES.flatMap((wanted) => all.filter(({ severity }) => severity === wanted)).slice(0, most);
  const width = Math.max(0, ...groups.map(({ count }) => countText(count).length));
  const more = all.length > groups.length ? [`… and ${counted(all.length - groups.length, 'more rule')}`] : [];
  const lines = groups.flatMap(({ count, rule_id, file_type, field_name, severity, expected, row_share, examples }) => {
    const [example] = examples;
    const share = row_share === null ? '' : ` (${percentText(row_share)} of ${file_type} rows)`;
    const id = terminal.style(severity === 'ERROR' ? 'red' : 'yellow', rule_id);
    return [
      `${countText(count).padStart(width)} × ${id} ${severity}${share}`,
      `${' '.repeat(width)}   ${expected?.replace(/[?][.]$/, '?') ?? 'a rule that is not in force any more'}`,
      ...(example ? [`${' '.repeat(width)}   e.g. ${describeExample({ ...example, field_name })}`] : []),
    ];
  });
  return [...lines, ...more];
}

/** A finding a line, as compilers write them: file, line, what. */
export const findingLines = (terminal: Terminal, findings: readonly ValidationError[]): string[] =>
  findings.map(({ file_type, line_number, rule_id, severity, error_message, record_key }) => {
    const key = record_key === null ? '' : ` [${printable(record_key)}]`;
    const id = terminal.style(severity === 'ERROR' ? 'red' : 'yellow', rule_id);
    return `${file_type}:${line_number}: ${id} ${printable(error_message)}${key}`;
  });
