import type { Stream } from '../../shared/contracts/stream.ts';
import { findStream, STREAMS } from '../../shared/datasets/streams.ts';
import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { type FieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { assertRange } from '../../shared/domain/time-range.ts';
import * as endpoints from '../../shared/http/endpoints/streams.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { acceptEvents } from '../../shared/streams/accept-events.ts';
import { alertsOf } from '../../shared/streams/alerts.ts';
import { checkEvent, readThreshold, type SoundEvent } from '../../shared/streams/check-event.ts';
import { readHistory } from '../../shared/streams/history-page.ts';
import { readLive } from '../../shared/streams/live.ts';
import { noteReceived } from '../../shared/streams/stream-counted.ts';
import { sendEventsReceived } from '../../shared/streams/stream-queue.ts';
import { streamSettingsOf } from '../../shared/streams/stream-settings.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { settingsBody, streamBody } from './stream-body.ts';

/** How often somebody else may be faster. */
const TRIES = 5;

export const handler = httpFunction(
  implement(endpoints.listStreams, async () => ({ body: { data: STREAMS.map(streamBody), next_cursor: null } })),

  implement(endpoints.sendEvents, async (context, { params, body }) => {
    const { scope } = context;
    const stream = streamOf(params.stream);
    const sound: SoundEvent[] = [];
    const rejected: { index: number; errors: FieldError[] }[] = [];
    for (const [index, given] of body.events.entries()) {
      const checked = checkEvent(stream, given);
      if ('event' in checked) sound.push(checked.event);
      else rejected.push({ index, errors: [...checked.errors] });
    }
    const accepted = await acceptEvents(operationsFor(scope), stream, sound);
    const duplicates = sound.length - accepted;
    const about = { tenant_id: scope.tenantId, stream: stream.name };
    noteReceived(about, { accepted, duplicates, rejected: rejected.length });
    // Also for what came before: the message of the request that brought it may never have been sent.
    if (sound.length > 0) await ask(context, stream);
    return { body: { accepted, duplicates, rejected } };
  }),

  implement(endpoints.getLive, async ({ scope }, { params, query }) => ({
    body: await readLive(operationsFor(scope), streamOf(params.stream), query),
  })),

  implement(endpoints.listEvents, async ({ scope }, { params, query }) => {
    const stream = streamOf(params.stream);
    assertRange(['from', query.from], ['to', query.to]);
    return { body: await readHistory(warehouseFor(scope), stream, query) };
  }),

  implement(endpoints.listAlerts, async ({ scope }, { params, query }) => ({
    body: await alertsOf(operationsFor(scope), streamOf(params.stream)).list(query),
  })),

  implement(endpoints.getAlert, async ({ scope }, { params }) => {
    const alert = await alertsOf(operationsFor(scope), streamOf(params.stream)).get(params.alert_id);
    if (!alert) throw new Problem('not-found');
    return { body: alert };
  }),

  implement(endpoints.closeAlert, async (context, { params, body }) => {
    const stream = streamOf(params.stream);
    const alerts = alertsOf(operationsFor(context.scope), stream);
    const alert = await alerts.close(params.alert_id, body.note, actorOf(context));
    if (!alert) throw new Problem('not-found');
    context.logger.info('alert closed', { stream: stream.name, alert_id: alert.alert_id });
    return { body: alert };
  }),

  implement(endpoints.getStreamSettings, async ({ scope }, { params }) => {
    const stream = streamOf(params.stream);
    return { body: settingsBody(stream, await streamSettingsOf(operationsFor(scope), stream).get()) };
  }),

  implement(endpoints.updateStreamSettings, async (context, { params, body }) => {
    const stream = streamOf(params.stream);
    const threshold = readThreshold(stream, 'threshold', body.threshold);
    if (typeof threshold === 'object') throw notAccepted([threshold]);
    const settings = streamSettingsOf(operationsFor(context.scope), stream);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const { version } = await settings.get();
      if (body.version !== undefined && body.version !== version) {
        throw new Problem('wrong-state', serviceSentence('stream-settings-changed', { version }));
      }
      const after = await settings.change(threshold, version, actorOf(context));
      if (!after) continue;
      context.logger.info('settings of a stream changed', { stream: stream.name, version: after.version });
      return { body: settingsBody(stream, after) };
    }
    throw new Problem('wrong-state', serviceSentence('settings-contended'));
  }),
);

/** @throws {Problem} 404 `not-found` */
function streamOf(name: string): Stream {
  const stream = findStream(name);
  if (!stream) {
    const names = STREAMS.map((one) => one.name).join(', ');
    throw new Problem('not-found', serviceSentence('no-stream', { name, names }));
  }
  return stream;
}

/** Whatever becomes of the message: the schedule asks again for what waits. */
const ask = ({ scope, logger }: TenantContext, { name }: Stream): Promise<void> =>
  sendEventsReceived({ tenant_id: scope.tenantId, stream: name }).catch((error: Error) =>
    logger.warn('message not sent', { error }),
  );
