import type { TrancheClient } from '../shared/client/tranche-client.ts';
import type { Choice } from './connection.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed: relative paths start here. */
  readonly folder: string;
  /** Ctrl-C. */
  readonly interrupted: AbortSignal;
  readonly choice: Choice;
  /** The service that the options and the environment choose. */
  client(): Promise<TrancheClient>;
}

/** A command: does its work and says what to end with. */
export type RunCommand<Given extends unknown[]> = (context: CommandContext, ...given: Given) => Promise<ExitCode>;
