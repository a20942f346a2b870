import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import { Paper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Stream, StreamEvent } from '../../api/queries/streams.ts';
import { useFormats } from '../../format/use-formats.ts';
import classes from './amounts-chart.module.css';
import { membersOf } from './members.ts';

const HEIGHT = 280;

/** A dot of recharts, as far as it is drawn here. */
interface Dot {
  readonly cx?: number;
  readonly cy?: number;
  readonly payload?: { readonly isAlert?: boolean; readonly sequence?: number };
}

/** The last amounts, oldest first. An alert is a larger mark of another shape. For the eye: the tables below say it all. */
export default function AmountsChart({
  stream,
  events,
}: {
  readonly stream: Stream;
  readonly events: readonly StreamEvent[];
}) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const alerts = events.filter(({ is_alert }) => is_alert).length;
  const points = events.map((event) => ({
    sequence: event.sequence,
    // A float is good enough to draw with.
    amount: Number(membersOf(stream, event).amount),
    isAlert: event.is_alert,
  }));
  const eventAt = (sequence: unknown) => events.find((event) => event.sequence === sequence);
  const label = t('amounts.chart', { shown: formats.count(events.length), alerts: formats.count(alerts) });
  return (
    <figure className={classes.figure} aria-label={label}>
      <LineChart
        h={HEIGHT}
        aria-hidden="true"
        accessibilityLayer={false}
        data={points}
        dataKey="sequence"
        series={[{ name: 'amount', label: t('columns.amount'), color: 'var(--series-1)' }]}
        curveType="linear"
        lineProps={{
          isAnimationActive: false,
          dot: ({ cx = 0, cy = 0, payload }: Dot) =>
            payload?.isAlert ? (
              <path
                key={payload.sequence}
                d={`M${cx},${cy - 8} L${cx + 8},${cy} L${cx},${cy + 8} L${cx - 8},${cy} Z`}
                fill="var(--alert)"
              />
            ) : (
              <circle key={payload?.sequence} cx={cx} cy={cy} r={3} fill="var(--series-1)" />
            ),
        }}
        yAxisProps={{ width: 64, tickFormatter: (value: number) => formats.compact(value) }}
        xAxisProps={{
          minTickGap: 40,
          tickFormatter: (sequence) => {
            const event = eventAt(sequence);
            return event ? formats.time(membersOf(stream, event).time) : '';
          },
        }}
        tooltipProps={{
          content: ({ label: sequence, active }) => {
            const event = active ? eventAt(sequence) : undefined;
            if (!event) return null;
            const { amount, name, time } = membersOf(stream, event);
            return (
              <Paper withBorder shadow="md" px="sm" py="xs" fz="sm">
                <b>{formats.amount(amount)}</b> {event.is_alert && `· ${t('alert')}`}
                <div>{name}</div>
                <div>{formats.dateTime(time)}</div>
              </Paper>
            );
          },
        }}
      />
    </figure>
  );
}
