import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { latestUploadsQuery } from '../../api/queries/uploads.ts';
import { Panel } from '../../parts/panel.tsx';
import { NextStep } from './next-step.tsx';

const STAGED_LOOKED_AT = 50;

/** For each loan type whose files wait: start its sync, check it only, or leave it to the schedule. */
export function NextPanel() {
  const { t } = useTranslation('upload');
  const staged = useQuery(latestUploadsQuery(STAGED_LOOKED_AT, 'STAGED'));
  // What was started here stays to be seen when nothing waits any more.
  const [started, setStarted] = useState<Partial<Record<LoanType, string>>>({});
  const waiting = staged.data?.data ?? [];
  const shown = LOAN_TYPES.filter(
    (loanType) => started[loanType] !== undefined || waiting.some((upload) => upload.loan_type === loanType),
  );
  if (shown.length === 0) return null;
  return (
    <Panel title={t('next.title')}>
      <Stack gap="lg">
        {shown.map((loanType) => (
          <NextStep
            key={loanType}
            loanType={loanType}
            staged={waiting.filter((upload) => upload.loan_type === loanType)}
            started={started[loanType]}
            onStarted={(syncId) => setStarted({ ...started, [loanType]: syncId })}
          />
        ))}
      </Stack>
    </Panel>
  );
}
