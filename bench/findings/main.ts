/**
 * Holds two commits against each other, from outside: the same files, dirty in every way that is known of, are delivered to the
 * service of each, and all that a client can see of it is written down: what became of each sync, every finding, every
 * rejected line, every row that is served. Of the two dumps every line must be the same. It knows of a service how it is started
 * and its HTTP API, and nothing of what is within, so whatever is within can be written anew.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readArguments, USAGE, UsageError, type Wish } from './arguments.ts';
import { Names } from './canonical.ts';
import { CheckoutService } from './checkout-service.ts';
import { differencesOf } from './compare-dumps.ts';
import type { Delivery } from './corpus/delivery.ts';
import { type Corpus, openCorpus } from './corpus/write-corpus.ts';
import { DeliveringBank } from './deliver.ts';
import { DumpWriter, readDump } from './dump-file.ts';
import { RejectedRows } from './rejected-rows.ts';
import { StepTeller, type Told } from './tell-of-step.ts';

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

try {
  process.exitCode = await grant(readArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) log(`${error.message}\n\n${USAGE}`);
  else log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
}

/** @returns the exit code */
async function grant(wish: Wish): Promise<number> {
  if (wish.wish === 'help') console.log(USAGE);
  if (wish.wish === 'list') for (const { name } of openCorpus(wish.corpus, log).deliveries) console.log(name);
  if (wish.wish === 'deliver') await deliver(wish);
  return wish.wish === 'compare' ? compare(wish) : 0;
}

function compare({ dumps: [one, other], only }: Wish & { wish: 'compare' }): number {
  const isWanted = (delivery: string) => isNamed(delivery, only);
  const [before, after] = [readDump(one, isWanted), readDump(other, isWanted)];
  const differences = differencesOf(before, after);
  for (const difference of differences) console.log(difference);
  const sections = new Set([...before.sections.keys(), ...after.sections.keys()]).size;
  console.log(`${differences.length} of ${sections} sections differ (${before.head.commit} and ${after.head.commit})`);
  return differences.length === 0 ? 0 : 1;
}

/** @param parts of names; none are all */
function isNamed(delivery: string, parts: readonly string[]): boolean {
  return parts.length === 0 || parts.some((part) => delivery.includes(part));
}

async function deliver(wish: Wish & { wish: 'deliver' }): Promise<void> {
  const { checkout, out, corpus: folder, home: kept, only, sideBySide } = wish;
  const corpus = openCorpus(folder, log);
  const deliveries = corpus.deliveries.filter(({ name }) => isNamed(name, only));
  if (deliveries.length === 0) throw new UsageError(`no delivery is called ${only.join(' or ')}`);
  const home = kept ?? mkdtempSync(path.join(os.tmpdir(), 'tranche-findings-'));
  mkdirSync(path.dirname(out), { recursive: true });
  const begun = Date.now();
  const dump = new DumpWriter(out, { corpus: corpus.sha256, checkout, commit: commitOf(checkout) });
  let service: CheckoutService | undefined;
  try {
    service = await CheckoutService.start(checkout, home);
    log(`the service of ${checkout} runs after ${seconds(begun)} s`);
    const lanes = sideBySide ? [...Map.groupBy(deliveries, ({ tenant }) => tenant).values()] : [deliveries];
    const running = service;
    const each = lanes.map(async (lane) => {
      for (const delivery of lane) await deliverOne(running, delivery, { corpus, dump, home });
    });
    await Promise.all(each);
    log(`${deliveries.length} deliveries after ${seconds(begun)} s, written to ${out}`);
  } finally {
    dump.close();
    await service?.stop();
    if (kept === undefined) rmSync(home, { recursive: true, force: true });
  }
}

async function deliverOne(
  service: CheckoutService,
  delivery: Delivery,
  { corpus, dump, home }: { readonly corpus: Corpus; readonly dump: DumpWriter; readonly home: string },
): Promise<void> {
  const client = service.client(delivery.tenant);
  const names = new Names();
  const rejected = new RejectedRows(client, path.join(home, 'rejected'));
  const bank = new DeliveringBank(client, delivery, corpus.folder, rejected, names);
  const teller = new StepTeller(client, bank.slice, rejected, names, dump);
  for (const [index, step] of delivery.steps.entries()) {
    const begun = Date.now();
    try {
      const outcome = await bank.take(step);
      const synced = seconds(begun);
      const told = await teller.tell([delivery.name, step.name], outcome, index === 0);
      console.log(lineOf(delivery.name, step.name, told, synced, seconds(begun)));
    } catch (error) {
      if (service.hasEnded) throw error;
      // That too is something a client sees; what other deliveries come to can be told all the same.
      const message = error instanceof Error ? error.message : String(error);
      log(`${delivery.name} › ${step.name} broke off: ${message}`);
      dump.section({ section: [delivery.name, step.name, 'broke off'] }, [[names.canonical(message)]]);
      return;
    }
  }
  await bank.finish();
}

function lineOf(delivery: string, step: string, told: Told, synced: string, all: string): string {
  const counts = [
    `${told.rows} rows`,
    `${told.rejected} rejected`,
    `${told.findings} findings`,
    `${told.served} served`,
    `${synced} of ${all} s`,
  ];
  const title = `${delivery} › ${step}`;
  return [title.padEnd(70), told.status.padEnd(10), ...counts.map((count) => count.padStart(16))].join(' ');
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}

/** What the checkout is at, as far as that can be told. */
function commitOf(checkout: string): string {
  try {
    const git = (...args: string[]) => execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8' }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes');
  } catch {
    return 'no commit';
  }
}
