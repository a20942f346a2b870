import { Alert, Badge, Card, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconBroadcast, IconClockPause, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Stream, streamsQuery } from '../../api/queries/streams.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Figure, FigureList } from '../../parts/figure-list.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded, LoadingState } from '../../parts/states.tsx';
import { Amount, Count } from '../../parts/values.tsx';
import { WithoutChart } from '../../parts/without-chart.tsx';
import { AlertsPanel } from './alerts-panel.tsx';
import { CategoriesPanel } from './categories-panel.tsx';
import { EventsTable } from './events-table.tsx';
import { HowToSend } from './how-to-send.tsx';
import { type LiveView, POINTS } from './live-view.ts';
import { ThresholdPanel } from './threshold-panel.tsx';
import { type Live, useLive } from './use-live.ts';

const AmountsChart = lazy(() => import('./amounts-chart.tsx'));

/** A stream as it happens. All figures are the service's own: whoever looks sees the same. */
export default function LivePage({ name }: { readonly name: string }) {
  const streams = useQuery(streamsQuery);
  return (
    <Loaded query={streams} loading={<LoadingState rows={6} />}>
      {(all) => {
        const stream = all.find((one) => one.name === name);
        return stream ? <OfStream stream={stream} /> : null;
      }}
    </Loaded>
  );
}

function OfStream({ stream }: { readonly stream: Stream }) {
  const { t } = useTranslation('live');
  const live = useLive(stream.name);
  const { view, lost, waitsUntil } = live;
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} actions={<State live={live} />} />
      <Stack gap="md">
        {lost && <Lost since={lost.since} hasView={view !== undefined} />}
        {waitsUntil !== undefined && <Waits until={waitsUntil} />}
        {view === undefined ? (
          lost ? (
            <ErrorState error={lost.error} />
          ) : (
            <LoadingState rows={8} />
          )
        ) : view.counters.transactions === 0 ? (
          <HowToSend stream={stream} />
        ) : (
          <Figures stream={stream} view={view} />
        )}
        <ThresholdPanel stream={stream.name} />
      </Stack>
    </>
  );
}

function State({ live: { view, lost, waitsUntil, isCatchingUp } }: { readonly live: Live }) {
  const { t } = useTranslation('live');
  if (lost) {
    return (
      <Badge color="red" tt="none" leftSection={<IconPlugConnectedX size={14} aria-hidden />}>
        {t('state.lost')}
      </Badge>
    );
  }
  if (waitsUntil !== undefined) {
    return (
      <Badge color="yellow" tt="none" leftSection={<IconClockPause size={14} aria-hidden />}>
        {t('state.waits')}
      </Badge>
    );
  }
  if (!view) return null;
  const [text, Icon] = isCatchingUp
    ? ([t('state.catchingUp'), IconRefresh] as const)
    : ([t('state.live'), IconBroadcast] as const);
  return (
    <Badge color={isCatchingUp ? 'yellow' : 'teal'} tt="none" leftSection={<Icon size={14} aria-hidden />}>
      {text}
    </Badge>
  );
}

function Lost({ since, hasView }: { readonly since: number; readonly hasView: boolean }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  return (
    <Alert color="red" icon={<IconPlugConnectedX aria-hidden />} title={t('lost.title')} role="status">
      {t('lost.since', { when: formats.time(new Date(since).toISOString()) })} {hasView && t('lost.kept')}
    </Alert>
  );
}

function Waits({ until }: { readonly until: number }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  return (
    <Alert color="yellow" icon={<IconClockPause aria-hidden />} title={t('waits.title')} role="status">
      {t('waits.until', { when: formats.time(new Date(until).toISOString()) })}
    </Alert>
  );
}

function Figures({ stream, view }: { readonly stream: Stream; readonly view: LiveView }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const { counters, events, alerts } = view;
  const [newest] = events;
  return (
    <>
      <Card>
        <FigureList areLong>
          <Figure
            name={t('figures.transactions')}
            below={newest && t('figures.last', { when: formats.time(String(newest.recorded_at)) })}
          >
            <Count value={counters.transactions} />
          </Figure>
          <Figure name={t('figures.value')}>
            <Amount value={counters.total_value} />
          </Figure>
          <Figure name={t('figures.alerts')} hint={t('figures.alertsHint')}>
            <Count value={counters.alerts} />
          </Figure>
        </FigureList>
      </Card>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Panel title={t('amounts.title', { count: Math.min(POINTS, events.length) })} hint={t('amounts.hint')}>
          <WithoutChart failed={t('amounts.failed')}>
            <Suspense fallback={<LoadingState rows={6} />}>
              <AmountsChart stream={stream} events={events.slice(0, POINTS).toReversed()} />
            </Suspense>
          </WithoutChart>
        </Panel>
        <CategoriesPanel stream={stream} counters={counters} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <AlertsPanel stream={stream} alerts={alerts} />
        <Panel title={t('latest.title')} flush>
          <EventsTable stream={stream} events={events} />
        </Panel>
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('exact')}
      </Text>
    </>
  );
}
