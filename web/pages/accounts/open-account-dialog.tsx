import { Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CURRENCY_CODES } from '../../../shared/contracts/kinds/currency.ts';
import { ACCOUNTS_KEY, openAccount } from '../../api/queries/accounts.ts';
import { useSession } from '../../api/use-session.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { FieldsRefused, requiredErrors } from '../../parts/placed-errors.ts';
import { useFormErrors } from '../../parts/use-form-errors.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { accountPath } from '../../shell/mediator-path.ts';

const FIELDS = ['owner', 'currency', 'allow_negative'];

export function OpenAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const session = useSession();
  const isAdmin = session.state === 'signed-in' && session.role === 'admin';
  const [owner, setOwner] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const [allow_negative, setNegative] = useState(false);
  const opening = useToldChange({
    change: async () => {
      if (owner.trim() === '') throw new FieldsRefused(requiredErrors(['owner']));
      return openAccount({ owner: owner.trim(), currency, allow_negative });
    },
    affects: [ACCOUNTS_KEY],
    done: (account) => ({ title: t('accounts.openedDone', { owner: account.owner }) }),
    onDone: ({ account_id }) => void navigate(accountPath(account_id)),
  });
  const { refusal, errorOf } = useFormErrors(opening.error, FIELDS);
  return (
    <FormDialog
      title={t('accounts.open')}
      submit={t('accounts.open')}
      isPending={opening.isPending}
      onSubmit={(event) => {
        event?.preventDefault();
        if (!opening.isPending) opening.mutate();
      }}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('accounts.owner')}
        description={t('accounts.ownerLongHint')}
        error={errorOf('owner')}
        maxLength={100}
        autoComplete="off"
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      <Select
        label={t('accounts.currency')}
        description={t('accounts.currencyHint')}
        error={errorOf('currency')}
        searchable
        allowDeselect={false}
        data={CURRENCY_CODES}
        value={currency}
        onChange={(value) => value !== null && setCurrency(value)}
      />
      {isAdmin && (
        <Switch
          label={t('accounts.negative')}
          description={t('accounts.negativeHint')}
          checked={allow_negative}
          onChange={(event) => setNegative(event.currentTarget.checked)}
        />
      )}
      {refusal}
    </FormDialog>
  );
}
