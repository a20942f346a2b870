import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, accountQuery, accountsOfOwnerQuery, offeredAccountsQuery } from '../../api/queries/accounts.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import { formatsFor } from '../../format/formats.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { shownId } from '../../parts/mediator-links.tsx';

const PAUSE_MS = 200;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface AccountChoiceProps
  extends Omit<
    SelectProps,
    'data' | 'value' | 'onChange' | 'searchable' | 'searchValue' | 'onSearchChange' | 'filter'
  > {
  readonly value: string | null;
  readonly onChange: (accountId: string | null) => void;
  /** Only accounts in it. */
  readonly currency?: string;
}

/** One of the accounts held here, found by its owner or id. */
export function AccountChoice({ value, onChange, currency, ...props }: AccountChoiceProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const offered = useQuery(offeredAccountsQuery).data;
  const isAll = offered?.next_cursor === null;
  // Of many accounts only the first ones are there: others are asked for as they are called.
  const ofOwner = useQuery({ ...accountsOfOwnerQuery(asked), enabled: !isAll && asked !== '' && !ID.test(asked) });
  const named = ID.test(asked) ? asked.toLowerCase() : value;
  const one = useQuery({ ...accountQuery(named ?? ''), enabled: named !== null, refetchInterval: false });
  const known = new Map(
    [...(offered?.data ?? []), ...(ofOwner.data?.data ?? []), ...(one.data ? [one.data] : [])]
      .filter((account) => currency === undefined || account.currency === currency || account.account_id === value)
      .map((account) => [account.account_id, account]),
  );
  return (
    <Select
      {...props}
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={[...known.values()].map((account) => ({ value: account.account_id, label: labelOf(account) }))}
      value={value}
      onChange={onChange}
      filter={({ options, search }) => {
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        return options.filter(
          (option) =>
            'value' in option && words.every((word) => `${option.label} ${option.value}`.toLowerCase().includes(word)),
        );
      }}
    />
  );
}

/** Whose it is, and what can be taken from it; two of one owner differ by their ids. */
const labelOf = ({ owner, currency, balance, reserved, account_id }: Account): string =>
  `${owner} · ${formatsFor(currentLanguage(), currency).amount(exactDifference(balance, reserved))} · ${shownId(account_id)}`;
