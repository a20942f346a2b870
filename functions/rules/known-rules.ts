import type { Dataset } from '../../shared/contracts/contract.ts';
import { variantsOf } from '../../shared/contracts/contract.ts';
import { type RuleExamples, ruleExamples } from '../../shared/contracts/rule-examples.ts';
import { expectedBy, type Rule, rulesOf } from '../../shared/contracts/rules.ts';
import { variantLabel } from '../../shared/datasets/labels.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import { type RuleBody, variantsLabel } from '../../shared/http/schemas/rule.ts';

/** A rule with the variants that have it, in their order; null alone where the dataset has none. */
export interface KnownRule {
  readonly contract: Dataset;
  readonly rule: Rule;
  readonly variants: readonly (string | null)[];
  readonly examplesOf: (variant: string | null) => RuleExamples;
}

/** Every rule of every dataset, by its id. */
export const knownRules: readonly KnownRule[] = DATASETS.flatMap((contract) =>
  contract.fileTypes.flatMap((fileType) => {
    const ofVariant = new Map(
      variantsOf(contract).map((variant) => [variant, new Set(rulesOf(fileType, variant).map(({ id }) => id))]),
    );
    return rulesOf(fileType).map((rule) => ({
      contract,
      rule,
      variants: variantsOf(contract).filter((variant) => ofVariant.get(variant)!.has(rule.id)),
      examplesOf: (variant: string | null) => ruleExamples(fileType, variant, rule, contract.fileTypes),
    }));
  }),
).sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));

/** A rule as it is served. @param variant whose example it has */
export function ruleBody(
  { contract, rule, variants, examplesOf }: KnownRule,
  variant: string | null = variants[0]!,
): RuleBody {
  const names = variants.flatMap((name) => name ?? []);
  const { variants: declared } = contract;
  const expected = expectedBy(rule);
  return {
    rule_id: rule.id,
    ruleset_version: contract.version,
    dataset: contract.name,
    file_type: rule.fileType,
    variants: declared ? names : null,
    ...(declared ? { [variantsLabel(declared.column)]: names } : {}),
    severity: rule.severity,
    error_type: rule.errorType,
    field_name: rule.fields[0] ?? null,
    fields: [...rule.fields],
    expected: expected.text,
    expected_message: expected.message,
    why: rule.why.text,
    why_message: rule.why.message,
    examples: { variant, ...variantLabel(contract, variant), ...copyOf(examplesOf(variant)) },
  };
}

const copyOf = ({ header, passes, fails }: RuleExamples) => {
  const example = ({ cells, lines, note }: RuleExamples['passes']) => ({
    cells: { ...cells },
    lines: [...lines],
    note: note?.text ?? null,
    ...(note ? { note_message: note.message } : {}),
  });
  return { header, passes: example(passes), fails: example(fails) };
};
