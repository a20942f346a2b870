import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { accountQuery } from '../api/queries/accounts.ts';
import { accountPath, providerPath, transactionPath } from '../shell/mediator-path.ts';

interface LinkToProps {
  readonly to: string;
  readonly title: string;
  readonly children: string;
  /** Short enough to stand in one line. */
  readonly isWhole?: boolean;
}

const LinkTo = ({ to, title, children, isWhole = false }: LinkToProps) => (
  <Anchor
    component={Link}
    to={to}
    fz="inherit"
    c="var(--tranche-link)"
    title={title}
    style={isWhole ? { whiteSpace: 'nowrap' } : { overflowWrap: 'anywhere' }}
  >
    {children}
  </Anchor>
);

/** 0198a2b1…0c4d for ids of the service, which are long and say nothing; others as they are. */
export const shownId = (id: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;

export const TransactionLink = ({ id }: { readonly id: string }) => (
  <LinkTo to={transactionPath(id)} title={id}>
    {shownId(id)}
  </LinkTo>
);

export const ProviderLink = ({ code }: { readonly code: string }) => (
  <LinkTo to={providerPath(code)} title={code} isWhole>
    {code}
  </LinkTo>
);

/** An account, by its owner as soon as that is known. */
export function AccountLink({ id }: { readonly id: string }) {
  return (
    <LinkTo to={accountPath(id)} title={id}>
      {useAccountName(id) ?? shownId(id)}
    </LinkTo>
  );
}

/** Whose an account is; undefined until that is known. */
export function useAccountName(id: string | null): string | undefined {
  const { data } = useQuery({
    ...accountQuery(id ?? ''),
    enabled: id !== null,
    // An owner stays.
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.owner;
}
