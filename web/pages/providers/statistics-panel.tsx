import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statisticsQuery } from '../../api/queries/providers.ts';
import { Figure, FigureList } from '../../parts/figure-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Count, Duration, Share } from '../../parts/values.tsx';

const SPANS = ['24', '168', '720'] as const;

/** How the calls of a provider went. */
export function StatisticsPanel({ code }: { readonly code: string }) {
  const { t } = useTranslation('providers');
  const [hours, setHours] = useState<(typeof SPANS)[number]>('24');
  const statistics = useQuery(statisticsQuery(code, Number(hours)));
  return (
    <Panel
      title={t('statistics.title')}
      hint={t('statistics.hint')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('statistics.span')}
          value={hours}
          onChange={(value) => setHours(SPANS.find((known) => known === value) ?? '24')}
          data={SPANS.map((value) => ({ value, label: t(`statistics.hours.${value}`) }))}
        />
      }
    >
      <Loaded query={statistics}>
        {(found) => (
          <FigureList>
            <Figure name={t('statistics.total')}>
              <Count value={found.total_requests} />
            </Figure>
            <Figure name={t('statistics.successRate')}>
              <Share value={found.success_rate} />
            </Figure>
            <Figure name={t('statistics.errorRate')}>
              <Share value={found.error_rate} />
            </Figure>
            <Figure name={t('statistics.p50')}>
              <Duration milliseconds={found.p50_response_time} />
            </Figure>
            <Figure name={t('statistics.p95')}>
              <Duration milliseconds={found.p95_response_time} />
            </Figure>
            <Figure name={t('statistics.declined')} hint={t('statistics.declinedHint')}>
              <Count value={found.declined} />
            </Figure>
            <Figure name={t('statistics.errors')}>
              <Count value={found.errors} />
            </Figure>
            <Figure name={t('statistics.timeouts')}>
              <Count value={found.timeouts} />
            </Figure>
            <Figure name={t('statistics.notSent')} hint={t('statistics.notSentHint')}>
              <Count value={found.not_sent} />
            </Figure>
            <Figure name={t('statistics.webhooks')}>
              <Count value={found.webhooks} />
            </Figure>
            <Figure name={t('statistics.webhookRate')}>
              <Share value={found.webhook_success_rate} />
            </Figure>
            <Figure name={t('statistics.keys')}>
              <Count value={found.active_keys} />
            </Figure>
          </FigureList>
        )}
      </Loaded>
    </Panel>
  );
}
