import { type MediationDue, makeMediationDue } from '../../events/mediation-due.ts';
import { readConfig } from '../config.ts';
import { correlation } from '../observability/correlation.ts';
import { queueSender } from '../observability/traced-queue.ts';

const send = queueSender<MediationDue>(() => readConfig(['mediator']).mediator.MEDIATOR_QUEUE_URL);

/** Asks mediate for what waits. Sending it twice is harmless, and the schedule makes up for one that is lost. */
export async function sendMediationDue(
  about: Pick<MediationDue, 'tenant_id' | 'tidy'>,
  delaySeconds = 0,
): Promise<void> {
  const { request_id } = correlation();
  await send(makeMediationDue({ ...about, ...(request_id === undefined ? {} : { request_id }) }), delaySeconds);
}
