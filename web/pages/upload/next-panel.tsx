import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { latestUploadsQuery } from '../../api/queries/uploads.ts';
import { Panel } from '../../parts/panel.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { NextStep } from './next-step.tsx';
import { deliveries, isOpen } from './send/deliveries.ts';
import { useStore } from './store.ts';

const STAGED_LOOKED_AT = 50;

/** What is loaded as soon as it has arrived; and for each loan type whose files wait: load them, check them only, or neither. */
export function NextPanel() {
  const { t } = useTranslation('upload');
  const staged = useQuery(latestUploadsQuery(STAGED_LOOKED_AT, 'STAGED'));
  const all = useStore(deliveries);
  // What was started here stays to be seen when nothing waits any more.
  const [started, setStarted] = useState<Partial<Record<LoanType, string>>>({});
  const spoken = new Set(all.filter(isOpen).flatMap(({ files }) => files.map(({ uploadId }) => uploadId)));
  const waiting = (staged.data?.data ?? []).filter(({ upload_id }) => !spoken.has(upload_id));
  const shown = LOAN_TYPES.filter(
    (loanType) => started[loanType] !== undefined || waiting.some((upload) => upload.loan_type === loanType),
  );
  if (shown.length === 0 && all.length === 0) return null;
  return (
    <Panel title={t('next.title')}>
      <Stack gap="lg">
        {all.map((delivery) => (
          <DeliveryStep key={delivery.id} delivery={delivery} />
        ))}
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
