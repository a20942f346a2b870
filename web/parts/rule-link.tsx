import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { datasetOfRule } from '../datasets/contracts.ts';
import { pathOf, useDataset } from '../datasets/use-dataset.ts';

/** A rule by its id, leading to its page: what it checks, why, what passes and what fails. */
export function RuleLink({ ruleId }: { readonly ruleId: string }) {
  const open = useDataset();
  const dataset = datasetOfRule(ruleId) ?? open;
  return (
    <Anchor
      component={Link}
      to={pathOf(dataset.name, `/rules/${encodeURIComponent(ruleId)}`)}
      ff="monospace"
      fz="inherit"
      c="var(--tranche-link)"
    >
      {ruleId}
    </Anchor>
  );
}
