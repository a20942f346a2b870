import type { Stream, StreamEvent } from '../../api/queries/streams.ts';

/** What the page shows of an event, wherever the stream has it. */
export const membersOf = (stream: Stream, event: StreamEvent) => ({
  id: String(event[stream.id]),
  amount: String(event[stream.amount]),
  time: String(event[stream.time]),
  /** By what its category is found: the name of a merchant. */
  name: String(event[stream.category.of]),
});
