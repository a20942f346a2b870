import { amountKind, type Stream } from '../../shared/contracts/stream.ts';
import { MOST_EVENTS } from '../../shared/domain/stream.ts';
import type { StreamBody } from '../../shared/http/schemas/stream.ts';
import type { StreamSettings } from '../../shared/streams/stream-settings.ts';

/** A stream as the API describes it. */
export const streamBody = (stream: Stream): StreamBody => ({
  name: stream.name,
  title: stream.title,
  dataset: stream.dataset,
  columns: stream.columns.map(({ name, kind, meaning }) => ({
    name,
    kind: kind.name,
    required: true,
    meaning,
    takes: kind.number || kind.isTime ? ['string', 'number'] : ['string'],
  })),
  id: stream.id,
  amount: stream.amount,
  time: stream.time,
  category: { ...stream.category },
  settings: {
    type: 'object',
    properties: {
      threshold: {
        type: 'string',
        pattern: thresholdPattern(stream),
        default: stream.threshold,
        description: 'An event of strictly more is an alert.',
      },
    },
  },
  most_events: MOST_EVENTS,
});

/** What a threshold may be sent as: served ones are of that form too. */
export function thresholdPattern(stream: Stream): string {
  const kind = amountKind(stream);
  const { whole, scale } = kind.number!;
  const takes = (text: string) => kind.read(text).fault === undefined;
  const sign = takes('-1') ? '-?' : '';
  const notZero = takes('0') ? '' : '(?![0.]*$)';
  return `^${notZero}${sign}0*[0-9]{1,${whole}}${scale === 0 ? '' : `([.][0-9]{1,${scale}})?`}$`;
}

export const settingsBody = ({ name }: Stream, { threshold, version, changedAt }: StreamSettings) => ({
  stream: name,
  threshold,
  version,
  changed_at: changedAt,
});
