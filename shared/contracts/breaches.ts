import {
  type FileType,
  hasUniqueRecordKey,
  type Reference,
  referencesOf,
  rejectingReferencesOf,
  rowRulesOfVariant,
  warningReferencesOf,
} from './contract.ts';
import { identifierWarnings } from './identifier-warnings.ts';
import { DUPLICATE_RULE, ruleId, type StructureFault } from './rules.ts';
import { type Spoiler, spoilers } from './samples.ts';

/** A breach of a rule, to be made in one row: by the row itself, or by its relation to others. */
export type Breach =
  | { readonly ruleId: string; readonly kind: 'row'; readonly spoil: Spoiler['spoil'] }
  | { readonly ruleId: string; readonly kind: 'duplicate' }
  | { readonly ruleId: string; readonly kind: 'unknown-reference'; readonly reference: Reference };

/** Rows over 1,000,000 bytes are left out: a few hundred of them would be all of a sample's size. */
const OVERLONG: StructureFault = 5;

export interface BreachChoice {
  error(): Breach;
  /** Undefined for a file type without warnings. */
  warning(): Breach | undefined;
}

/**
 * Chooses which rule a row breaks: by turns any of them, so that a small sample shows many, and one of a few frequent
 * ones, as real files have them; duplicates and unknown references are among those.
 * @param related columns by which rows of several files belong together, besides keys and references
 */
export function breachChoice(
  fileType: FileType,
  variant: string | null,
  random: () => number,
  related: readonly string[] = [],
): BreachChoice {
  // A key that is remarkable is another key: the row would be one that others refer to in vain, or refer in vain itself.
  const kept = new Set([...fileType.key, ...referencesOf(fileType).flatMap(({ columns }) => columns), ...related]);
  const leftOut = new Set([
    ruleId(fileType, OVERLONG),
    ...identifierWarnings(fileType)
      .filter(({ field }) => kept.has(field))
      .map(({ number }) => ruleId(fileType, number)),
    ...rowRulesOfVariant(fileType, variant)
      .filter(({ severity, example }) => severity !== 'ERROR' && Object.keys(example).some((name) => kept.has(name)))
      .map(({ number }) => ruleId(fileType, number)),
  ]);
  const all = spoilers(fileType, variant).filter(({ ruleId: id }) => !leftOut.has(id));
  const inRows = (isError: boolean) =>
    shuffled(
      all.filter(({ severity }) => (severity === 'ERROR') === isError),
      random,
    ).map(({ ruleId: id, spoil }): Breach => ({ ruleId: id, kind: 'row', spoil }));
  const unknown = (reference: Reference): Breach => {
    return { ruleId: ruleId(fileType, reference.number), kind: 'unknown-reference', reference };
  };
  const inFiles: Breach[] = [
    ...(hasUniqueRecordKey(fileType) ? [{ ruleId: ruleId(fileType, DUPLICATE_RULE), kind: 'duplicate' } as const] : []),
    ...rejectingReferencesOf(fileType).map(unknown),
  ];
  const errors = [...inFiles, ...inRows(true)];
  const warnings = [...warningReferencesOf(fileType).map(unknown), ...inRows(false)];
  let chosen = 0;
  return {
    error: () => {
      chosen += 1;
      // (n+1)^u - 1 with u in [0, 1): the first is chosen about one and a half times as often as the second, and so on.
      const index = chosen % 2 === 0 ? (chosen / 2) % errors.length : Math.floor((errors.length + 1) ** random()) - 1;
      return errors[index]!;
    },
    warning: () => warnings[Math.floor(warnings.length * random())],
  };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** Which share of rows shall break a rule. */
export interface BreachShares {
  /** Of rows that are rejected. */
  readonly errors: number;
  /** Of rows that are loaded all the same. */
  readonly warnings: number;
}

/** What one row shall break. */
export interface Fate {
  readonly breach: Breach;
  readonly isRejected: boolean;
}

/** Draws what the next row shall break: most of them nothing. @param hasEarlierRow a duplicate needs a row before it */
export function drawFate(
  breaches: BreachChoice,
  { errors, warnings }: BreachShares,
  hasEarlierRow: boolean,
  random: () => number,
): Fate | undefined {
  const draw = random();
  if (draw >= errors + warnings) return undefined;
  const isRejected = draw < errors;
  let breach = isRejected ? breaches.error() : breaches.warning();
  while (breach?.kind === 'duplicate' && !hasEarlierRow) breach = breaches.error();
  return breach && { breach, isRejected };
}

/** @throws {RangeError} */
export function assertShares({ errors, warnings }: BreachShares): void {
  if (errors >= 0 && warnings >= 0 && errors + warnings <= 1) return;
  throw new RangeError('errors and warnings must be shares, 1 at most together');
}
