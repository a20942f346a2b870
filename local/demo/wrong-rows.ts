import type { FileType } from '../../shared/contracts/contract.ts';
import { identifierWarnings } from '../../shared/contracts/identifier-warnings.ts';
import { CROSS_REFERENCE_RULE, DUPLICATE_RULE, ruleId, type StructureFault } from '../../shared/contracts/rules.ts';
import { type Spoiler, spoilers } from '../../shared/contracts/samples.ts';

/** A breach of a rule, to be made in one row: by the row itself, or by its relation to others. */
export type Breach =
  | { readonly ruleId: string; readonly kind: 'row'; readonly spoil: Spoiler['spoil'] }
  | { readonly ruleId: string; readonly kind: 'duplicate' | 'unknown-reference' };

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
 */
export function breachChoice(fileType: FileType, variant: string, random: () => number): BreachChoice {
  // A key that is remarkable is another key: the row would be one that others refer to in vain.
  const leftOut = new Set([
    ruleId(fileType, OVERLONG),
    ...identifierWarnings(fileType)
      .filter(({ field }) => fileType.key.includes(field))
      .map(({ number }) => ruleId(fileType, number)),
  ]);
  const all = spoilers(fileType, variant).filter(({ ruleId: id }) => !leftOut.has(id));
  const inRows = (severity: Spoiler['severity']) =>
    shuffled(
      all.filter((spoiler) => spoiler.severity === severity),
      random,
    ).map(({ ruleId: id, spoil }): Breach => ({ ruleId: id, kind: 'row', spoil }));
  const inFiles: Breach[] = [
    { ruleId: ruleId(fileType, DUPLICATE_RULE), kind: 'duplicate' },
    ...(fileType.reference
      ? [{ ruleId: ruleId(fileType, CROSS_REFERENCE_RULE), kind: 'unknown-reference' } as const]
      : []),
  ];
  const errors = [...inFiles, ...inRows('ERROR')];
  const warnings = inRows('WARNING');
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
