import { beforeEach } from 'vitest';
import { covers, EMULATOR_GAPS } from './gaps.ts';

/** Setup of the suite on an emulator: the tests that cannot hold there must fail. */
beforeEach(({ task }) => {
  if (EMULATOR_GAPS.some((gap) => covers(gap, task.fullName))) Object.assign(task, { fails: true });
});
