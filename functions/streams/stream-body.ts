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
        ...amountKind(stream).jsonSchema,
        default: stream.threshold,
        description: 'An event of strictly more is an alert.',
      },
    },
  },
  most_events: MOST_EVENTS,
});

export const settingsBody = ({ name }: Stream, { threshold, version, changedAt }: StreamSettings) => ({
  stream: name,
  threshold,
  version,
  changed_at: changedAt,
});
