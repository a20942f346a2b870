import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { chooseFiles } from './chosen-files.ts';
import { ChosenPanel } from './chosen-panel.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { DropArea } from './drop-area.tsx';
import { deliveries } from './send/deliveries.ts';
import { useStore } from './store.ts';
import { TransfersPanel } from './transfers-panel.tsx';

export interface CorrectionAreaProps {
  readonly slice: SliceName;
  /** The live sync: rows that are dropped here join its book, all others stay. */
  readonly corrects: string;
  /** The sync that this is about: what was sent for it stays to be seen when its correction is live in its place. */
  readonly about: string;
}

/** Takes files that correct rows of a sync: they are checked here, sent, and loaded as soon as all have arrived. */
export function CorrectionArea({ slice, corrects, about }: CorrectionAreaProps) {
  const { t } = useTranslation('upload');
  const targets = [...new Set([about, corrects])];
  const own = useStore(deliveries).filter((delivery) => targets.includes(delivery.corrects ?? ''));
  return (
    <Stack gap="sm">
      <DropArea
        title={t('drop.fixedTitle')}
        hint={t('drop.fixedHint')}
        onFiles={(files) => chooseFiles(files, { slice, corrects })}
      />
      <ChosenPanel targets={targets} />
      <TransfersPanel targets={targets} />
      {own.map((delivery) => (
        <DeliveryStep key={delivery.id} delivery={delivery} />
      ))}
    </Stack>
  );
}
