import type { SectionResult } from './figures.ts';
import type { Portfolios } from './portfolios.ts';
import type { BenchService } from './service.ts';

/** What every section works with. */
export interface BenchContext {
  readonly scale: number;
  readonly runs: number;
  /** Whether what only steadies figures is left out, for a run of three minutes. */
  readonly quick: boolean;
  /** An older checkout to compare with. */
  readonly before: string | undefined;
  /** Throw-away folder. */
  readonly home: string;
  readonly portfolios: Portfolios;
  /** Says on standard error what is going on. */
  readonly log: (line: string) => void;
  /** The one service of this run, started when it is first needed. */
  service(): Promise<BenchService>;
  /** Another one, with its state in the folder of that name: for who starts it again, or shares it with nobody. Stop it. */
  ownService(name: string): Promise<BenchService>;
}

export interface Section {
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<SectionResult>;
}
