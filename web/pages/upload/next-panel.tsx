import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allSlices } from '../../../shared/datasets/registry.ts';
import { isSameSlice, sliceNameOf } from '../../datasets/contracts.ts';
import { Panel } from '../../parts/panel.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { NextStep } from './next-step.tsx';
import { deliveries, isOpen } from './send/deliveries.ts';
import { useStore } from './store.ts';
import { useAllUploads } from './use-all.ts';

const STAGED_LOOKED_AT = 50;

/** What is loaded as soon as it has arrived; and for each slice whose files wait: load them, check them only, or neither. */
export function NextPanel() {
  const { t } = useTranslation('upload');
  const staged = useAllUploads(STAGED_LOOKED_AT, 'STAGED');
  const all = useStore(deliveries);
  // What was started here stays to be seen when nothing waits any more.
  const [started, setStarted] = useState<Readonly<Record<string, string>>>({});
  const spoken = new Set(all.filter(isOpen).flatMap(({ files }) => files.map(({ uploadId }) => uploadId)));
  const waiting = staged.filter(({ upload_id }) => !spoken.has(upload_id));
  const shown = allSlices.filter(
    (slice) => started[slice.text] !== undefined || waiting.some((upload) => isSameSlice(upload, slice)),
  );
  if (shown.length === 0 && all.length === 0) return null;
  return (
    <Panel title={t('next.title')}>
      <Stack gap="lg">
        {all.map((delivery) => (
          <DeliveryStep key={delivery.id} delivery={delivery} />
        ))}
        {shown.map((slice) => (
          <NextStep
            key={slice.text}
            slice={sliceNameOf(slice)}
            staged={waiting.filter((upload) => isSameSlice(upload, slice))}
            started={started[slice.text]}
            onStarted={(syncId) => setStarted({ ...started, [slice.text]: syncId })}
          />
        ))}
      </Stack>
    </Panel>
  );
}
