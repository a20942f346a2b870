import { rmSync } from 'node:fs';
import path from 'node:path';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { atMost, type Figure, figure, type SectionResult } from '../figures.ts';
import { creditsOf, hostileFiles, LOANS_PAID_BACK, writeFile } from '../hostile-files.ts';
import { timed } from '../measure.ts';
import { BOOK } from '../portfolios.ts';
import { ENGINE_BOUND_MB, memoryOf, watchAnonymous } from '../processes.ts';

export const bounds: Section = {
  title: 'Bounds: files made to use up what banks share, beside another bank that loads 1,000 rows again and again',
  run: measureBounds,
};

const ended = async (bank: TrancheBank, fileType: string, path: string): Promise<string> =>
  (await bank.deliverFile({ slice: BOOK, fileType, path })).status;

async function measureBounds({ home, scale, log, service: started }: BenchContext): Promise<SectionResult> {
  const service = await started();
  await service.restart();
  const [hostile, neighbour] = [new TrancheBank(service, 1), new TrancheBank(service, 2)];
  const small = path.join(home, 'small-credit.csv');
  await writeFile(small, 'credit', creditsOf(1000));
  const loans = path.join(home, 'loans-paid-back.csv');
  await writeFile(loans, 'credit', creditsOf(LOANS_PAID_BACK * scale));
  const basis = await ended(hostile, 'credit', loans);
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
        const status = await ended(neighbour, 'credit', small).catch((error: Error) => error.message);
        if (status === 'COMPLETED') neighbours += 1;
        else wrong.push(`Beside ${key}, the other bank's load ended otherwise: ${status}.`);
      } while (!over);
    })();
    const { value: status, seconds } = await timed(() => ended(hostile, 'payment_plan', file));
    over = true;
    await beside;
    const peak = watch.stop();
    rmSync(file);
    log(
      `bounds: ${key} ended ${status} after ${seconds.toFixed(1)} s, engine ${before.toFixed(0)} → ${peak.toFixed(0)} MB`,
    );
    if (status !== ends) wrong.push(`${label}: ended ${status}, right is ${ends}.`);
    if (peak > 0)
      figures.push(
        figure(`bounds.${key}.engine_peak_megabytes`, `${label}: engine's peak`, 'MB', peak, atMost(ENGINE_BOUND_MB)),
      );
    figures.push(figure(`bounds.${key}.seconds`, `${label}: ${status} after`, 's', seconds));
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
