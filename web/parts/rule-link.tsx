import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** A rule by its id, leading to its page: what it checks, why, what passes and what fails. */
export function RuleLink({ ruleId }: { readonly ruleId: string }) {
  return (
    <Anchor
      component={Link}
      to={`/rules/${encodeURIComponent(ruleId)}`}
      ff="monospace"
      fz="inherit"
      c="var(--tranche-link)"
    >
      {ruleId}
    </Anchor>
  );
}
