import * as z from 'zod';
import { limitParameter, pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { EVENT_DAYS, MAX_EVENTS_BYTES, MOST_EVENTS, streamAlert, streamEvent } from '../../domain/stream.ts';
import { listOf, timestampParameter } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  alertStatus,
  closedAlertBody,
  liveBody,
  newEventsBody,
  receivedBody,
  streamBody,
  streamSettingsBody,
  streamSettingsChangeBody,
} from '../schemas/stream.ts';

const common = { tag: 'streams', access: 'tenant', function: 'streams' } as const;
const ofStream = { ...common, params: z.strictObject({ stream: z.string().max(50) }) };
const ofAlert = { ...common, params: z.strictObject({ stream: z.string().max(50), alert_id: z.uuid() }) };

export const listStreams = endpoint({
  ...common,
  operationId: 'listStreams',
  method: 'GET',
  path: '/api/streams',
  summary: 'What events may be sent, and of what members',
  success: { status: 200, description: 'All streams.', schema: listOf(streamBody) },
  problems: [],
});

export const sendEvents = endpoint({
  ...ofStream,
  operationId: 'sendEvents',
  method: 'POST',
  path: '/api/streams/{stream}/events',
  summary: 'Send events',
  description:
    `At most ${MOST_EVENTS} at a time. Each is checked by itself: those that are not sound are named by their place, and the others accepted. ` +
    `Once they are, nothing of them is lost. An event that is sent again within ${EVENT_DAYS} days is a duplicate, whatever else it says: after a ` +
    'failure, send the same request again. Numbers are taken digit by digit as they were sent.',
  roles: WRITERS,
  body: newEventsBody,
  maxBodyBytes: MAX_EVENTS_BYTES,
  checksRecords: true,
  success: {
    status: 202,
    description: 'What became of them; they are counted within a second or so.',
    schema: receivedBody,
  },
  problems: ['not-found'],
});

export const getLive = endpoint({
  ...ofStream,
  operationId: 'getLive',
  method: 'GET',
  path: '/api/streams/{stream}/live',
  summary: 'The stream as it stands, and what is new',
  description:
    'Without `after`: the last 20 events and 50 alerts. With the `next` of the answer before: what came since, of at most `limit` ' +
    'numbers of the stream; whoever asks again with `next` misses nothing and gets nothing twice. Cheap: ask every second or two.',
  query: z.strictObject({
    after: z.string().min(1).max(2048).optional().meta({ description: 'The `next` of the answer before, unchanged.' }),
    limit: limitParameter(),
  }),
  success: { status: 200, description: 'One moment of the stream.', schema: liveBody },
  problems: ['not-found', 'invalid-cursor'],
});

export const listEvents = endpoint({
  ...ofStream,
  operationId: 'listEvents',
  method: 'GET',
  path: '/api/streams/{stream}/events',
  summary: 'The history, by when events happened, newest first',
  description: 'All events that were ever recorded, some seconds after they were.',
  heavy: true,
  query: z.strictObject({
    from: timestampParameter.optional().meta({ description: 'It happened then or later.' }),
    to: timestampParameter.optional().meta({ description: 'It happened before then.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of events.', schema: listOf(streamEvent) },
  problems: ['not-found', 'invalid-cursor', 'query-too-heavy', 'warehouse-unavailable'],
});

export const listAlerts = endpoint({
  ...ofStream,
  operationId: 'listAlerts',
  method: 'GET',
  path: '/api/streams/{stream}/alerts',
  summary: 'Alerts, newest first',
  query: z.strictObject({ status: alertStatus.optional(), ...pageQuery }),
  success: { status: 200, description: 'A page of alerts.', schema: listOf(streamAlert) },
  problems: ['not-found', 'invalid-cursor'],
});

export const getAlert = endpoint({
  ...ofAlert,
  operationId: 'getAlert',
  method: 'GET',
  path: '/api/streams/{stream}/alerts/{alert_id}',
  summary: 'Read an alert',
  success: { status: 200, description: 'The alert with its event.', schema: streamAlert },
  problems: ['not-found'],
});

export const closeAlert = endpoint({
  ...ofAlert,
  operationId: 'closeAlert',
  method: 'PATCH',
  path: '/api/streams/{stream}/alerts/{alert_id}',
  summary: 'Close an alert, for good',
  description: 'With a note, which says what was found. A closed alert is not closed again, nor opened.',
  roles: WRITERS,
  body: closedAlertBody,
  success: { status: 200, description: 'The alert, closed.', schema: streamAlert },
  problems: ['not-found', 'wrong-state'],
});

export const getStreamSettings = endpoint({
  ...ofStream,
  operationId: 'getStreamSettings',
  method: 'GET',
  path: '/api/streams/{stream}/settings',
  summary: 'What holds for a stream',
  success: { status: 200, description: 'The settings in force.', schema: streamSettingsBody },
  problems: ['not-found'],
});

export const updateStreamSettings = endpoint({
  ...ofStream,
  operationId: 'updateStreamSettings',
  method: 'PATCH',
  path: '/api/streams/{stream}/settings',
  summary: 'Choose the threshold of alerts',
  description: 'For events that are recorded from then on: what is an alert already stays one.',
  roles: ['admin'],
  body: streamSettingsChangeBody,
  success: { status: 200, description: 'The settings in force.', schema: streamSettingsBody },
  problems: ['not-found', 'wrong-state'],
});
