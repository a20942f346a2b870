import { type Command, InvalidArgumentError, Option } from 'commander';
import { FILE_TYPE_NAMES } from '../../shared/datasets/registry.ts';
import type { RunCommand } from '../context.ts';
import { FILTER_HELP, filterParameter } from '../data-filters.ts';
import { addSliceOptions, oneOf } from '../slice-options.ts';
import { SUMMED } from './example-words.ts';

/** Runs a command, which is loaded only then: the help needs none of them. */
export type Start = <Given extends unknown[]>(load: () => Promise<RunCommand<Given>>, ...given: Given) => Promise<void>;

export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  npx tranche ${line}`).join('\n')}`;

export const isCommand = (program: Command, name: string): boolean =>
  program.commands.some((command) => command.name() === name);

/** What files hold, where their headers do not tell. */
export const addKindOptions = (command: Command): Command =>
  addSliceOptions(command, 'default: what the headers say').addOption(
    new Option('--file-type <type>', `what they hold: ${oneOf(FILE_TYPE_NAMES)}; with a slice it overrides the header`),
  );

export const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

/** A number in digits between two bounds; a whole one unless said otherwise. */
export function number(
  flags: string,
  description: string,
  otherwise: number | undefined,
  [low, high]: readonly [number, number],
  isWhole = true,
): Option {
  const option = new Option(flags, description).argParser((given: string) => {
    const value = /^[0-9]+([.][0-9]+)?$/.test(given) ? Number(given) : Number.NaN;
    if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It must be a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}.`);
  });
  return otherwise === undefined ? option : option.default(otherwise);
}

export function sum(typed: string): [string, string] {
  const [, column, value] = /^([a-z][a-z0-9_]*)=(-?[0-9]{1,30}(?:\.[0-9]{1,18})?)$/.exec(typed.trim()) ?? [];
  if (column !== undefined && value !== undefined) return [column, value];
  throw new InvalidArgumentError(`It must be COLUMN=SUM in digits with a decimal point, such as ${SUMMED}=1830211.75.`);
}

/** A column, or a parameter, and its value. */
export function namedValue(typed: string): [string, string] {
  const [, name, value] = /^([a-z][a-z0-9_]*)=(.*)$/s.exec(typed) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new InvalidArgumentError('It must be NAME=VALUE.');
}

export function filter(typed: string): [string, string] {
  const parameter = filterParameter(typed);
  if (parameter) return parameter;
  throw new InvalidArgumentError(`It must be ${FILTER_HELP}.`);
}
