import type { PullRequested } from '../../events/pull-requested.ts';
import { readConfig } from '../config.ts';
import { queueSender } from '../observability/traced-queue.ts';

/** Asks pull-source to go on with a pull. Sending it twice is harmless: the pull lets one worker in. */
export const sendPullRequested = queueSender<PullRequested>(() => readConfig(['pulls']).pulls.PULL_QUEUE_URL);
