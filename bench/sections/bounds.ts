import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendFile } from '../../shared/client/send-file.ts';
import type { FileTypeName } from '../../shared/domain/slice.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { atMost, type Figure, figure, type SectionResult } from '../figures.ts';
import { creditsOf, hostileFiles, LOANS_PAID_BACK, writeFile } from '../hostile-files.ts';
import { timed } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';
import { ENGINE_BOUND_MB, memoryOf, watchAnonymous } from '../processes.ts';

export const bounds: Section = {
  title: 'Bounds: files made to use up what banks share, beside another bank that loads 1,000 rows again and again',
  run: measureBounds,
};

const PATIENCE_MS = 30 * 60_000;
const POLL_MS = 100;

async function measureBounds({ home, scale, log, service: started }: BenchContext): Promise<SectionResult> {
  const service = await started();
  await service.restart();
  const [hostile, neighbour] = [new TrancheBank(service, 1), new TrancheBank(service, 2)];
  const small = path.join(home, 'small-credit.csv');
  await writeFile(small, 'credit', creditsOf(1000));
  const loans = path.join(home, 'loans-paid-back.csv');
  await writeFile(loans, 'credit', creditsOf(LOANS_PAID_BACK * scale));
  const basis = await deliver(hostile, 'credit', loans);
  rmSync(loans);
  if (basis !== 'COMPLETED') throw new Error(`the loans that the hostile payments refer to ended ${basis}`);

  const figures: Figure[] = [];
  const wrong: string[] = [];
  let neighbours = 0;
  for (const { key, label, gzip = false, ends, body } of hostileFiles(scale)) {
    const file = path.join(home, `${key}.csv${gzip ? '.gz' : ''}`);
    await writeFile(file, 'payment_plan', body(), { gzip });
    const before = memoryOf(service.enginePid)?.anonymous ?? 0;
    const watch = watchAnonymous(service.enginePid);
    let over = false;
    const beside = (async () => {
      do {
        const status = await deliver(neighbour, 'credit', small).catch((error: Error) => error.message);
        if (status === 'COMPLETED') neighbours += 1;
        else wrong.push(`Beside ${key}, the other bank's load ended otherwise: ${status}.`);
      } while (!over);
    })();
    const { value: ended, seconds } = await timed(() => deliver(hostile, 'payment_plan', file));
    over = true;
    await beside;
    const peak = watch.stop();
    rmSync(file);
    log(
      `bounds: ${key} ended ${ended} after ${seconds.toFixed(1)} s, engine ${before.toFixed(0)} → ${peak.toFixed(0)} MB`,
    );
    if (ended !== ends) wrong.push(`${label}: ended ${ended}, right is ${ends}.`);
    if (peak > 0)
      figures.push(
        figure(`bounds.${key}.engine_peak_megabytes`, `${label}: engine's peak`, 'MB', peak, atMost(ENGINE_BOUND_MB)),
      );
    figures.push(figure(`bounds.${key}.seconds`, `${label}: ${ended} after`, 's', seconds));
  }
  figures.push(
    figure(
      'bounds.wrong',
      'files of either bank that ended otherwise than they must',
      'files',
      wrong.length,
      atMost(0),
    ),
  );
  return { figures, notes: [...wrong, `The other bank loaded ${neighbours} times.`] };
}

/** Sends a file and syncs it where it is staged. @returns how it ended: of the upload where it was rejected, else of the sync */
async function deliver({ client }: TrancheBank, fileType: FileTypeName, file: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  const until = async <T extends { status: string }>(ask: () => Promise<T>, isOver: (status: string) => boolean) => {
    for (;;) {
      const found = await ask();
      if (isOver(found.status)) return found;
      if (Date.now() > deadline) throw new Error(`${path.basename(file)} is still ${found.status} after half an hour`);
      await sleep(POLL_MS);
    }
  };
  const { upload_id } = await sendFile(client, { loanType: VARIANT, fileType, path: file });
  const upload = await until(
    () => client.getUpload(upload_id),
    (status) => status !== 'AWAITING_UPLOAD',
  );
  if (upload.status !== 'STAGED') return upload.status;
  const { id } = await client.startSync(VARIANT);
  const sync = await until(
    () => client.getSync(id),
    (status) => status === 'COMPLETED' || status === 'FAILED',
  );
  return sync.status;
}
