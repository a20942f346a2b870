import type { Rule } from '../../api/queries/rules.ts';
import { folded } from '../../format/folded.ts';

export interface RuleFilter {
  /** Words, each of which must stand in the rule's id, fields or text. */
  readonly text: string;
  readonly fileType: string | null;
  readonly severity: string | null;
  /** A rule's sentence in the reader's language, which is searched too. */
  readonly translated: (expected: string, message: Rule['expected_message']) => string | undefined;
}

export function matchingRules(rules: readonly Rule[], { text, fileType, severity, translated }: RuleFilter): Rule[] {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return rules.filter((rule) => {
    if (fileType !== null && rule.file_type !== fileType) return false;
    if (severity !== null && rule.severity !== severity) return false;
    const { expected, expected_message } = rule;
    const said = folded(
      [rule.rule_id, ...rule.fields, rule.error_type, expected, translated(expected, expected_message)].join(' '),
    );
    return words.every((word) => said.includes(word));
  });
}
