import { Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasLoan } from '../../api/queries/loan.ts';
import { LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { useProblemWords } from '../../parts/states.tsx';

export interface LoanSearchProps {
  readonly loanType: LoanType;
  readonly onLoan: (loanType: LoanType, loan: string) => void;
  /** No loan has exactly this number: the rows whose number contains it are wanted. */
  readonly onPart: (text: string) => void;
}

/** Goes to the loan of a number, of whatever loan type, or to the rows that contain what was typed of it. */
export function LoanSearch({ loanType, onLoan, onPart }: LoanSearchProps) {
  const { t } = useTranslation('data');
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: async (loan: string) => {
      const types = [loanType, ...LOAN_TYPES.filter((other) => other !== loanType)];
      const found = await Promise.all(types.map((type) => hasLoan(type, loan)));
      return types.find((_, at) => found[at]);
    },
    onSuccess: (found, loan) => {
      if (found) return onLoan(found, loan);
      setText('');
      onPart(loan);
    },
    gcTime: 0,
  });
  const failure = useProblemWords(search.error);
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const loan = text.trim();
          if (loan !== '' && !search.isPending) search.mutate(loan);
        }}
      >
        <TextInput
          size="xs"
          w={{ base: '100%', xs: 210 }}
          type="search"
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          title={t('search.hint')}
          autoComplete="off"
          spellCheck={false}
          leftSection={search.isPending ? <Loader size={14} /> : <IconSearch size={16} aria-hidden />}
          value={text}
          error={search.isError && failure.title}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search.reset();
          }}
        />
      </form>
    </search>
  );
}
