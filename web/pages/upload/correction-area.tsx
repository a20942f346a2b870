import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LoanType } from '../../api/queries/syncs.ts';
import { chooseFiles } from './chosen-files.ts';
import { ChosenPanel } from './chosen-panel.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { DropArea } from './drop-area.tsx';
import { deliveries } from './send/deliveries.ts';
import { useStore } from './store.ts';
import { TransfersPanel } from './transfers-panel.tsx';

export interface CorrectionAreaProps {
  readonly loanType: LoanType;
  /** The live sync: rows that are dropped here join its book, all others stay. */
  readonly corrects: string;
}

/** Takes files that correct rows of a sync: they are checked here, sent, and loaded as soon as all have arrived. */
export function CorrectionArea({ loanType, corrects }: CorrectionAreaProps) {
  const { t } = useTranslation('upload');
  const own = useStore(deliveries).filter((delivery) => delivery.corrects === corrects);
  return (
    <Stack gap="sm">
      <DropArea
        title={t('drop.fixedTitle')}
        hint={t('drop.fixedHint')}
        onFiles={(files) => chooseFiles(files, { loanType, corrects })}
      />
      <ChosenPanel corrects={corrects} />
      <TransfersPanel corrects={corrects} />
      {own.map((delivery) => (
        <DeliveryStep key={delivery.id} delivery={delivery} />
      ))}
    </Stack>
  );
}
