import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type PlannedDelivery, type PlannedFile, single } from './delivery.ts';
import { COMMERCIAL, RETAIL } from './planned-files.ts';

/** Beside the repository, or beside the folder of its work trees. */
const SHARED = ['../../../../shared', '../../../../../shared']
  .map((folder) => path.resolve(import.meta.dirname, folder))
  .find((folder) => existsSync(path.join(folder, 'cases')));

const sent = (folder: string, name: string): PlannedFile => ({
  fileType: name.includes('payment') ? 'payment_plan' : 'credit',
  name,
  content: () => [readFileSync(path.join(folder, name))],
});

/** Files that banks really sent, where they are present: they are not part of the repository. */
export function sentDeliveries(): readonly PlannedDelivery[] {
  if (SHARED === undefined) return [];
  const cases = path.join(SHARED, 'cases');
  const names = readdirSync(cases).filter((name) => /^[0-9]/.test(name));
  return [
    ...names.map((name) => {
      const folder = path.join(cases, name);
      const files = readdirSync(folder).map((entry) => sent(folder, entry));
      return single(`sent: ${name}`, RETAIL, files.length > 1 ? 2 : 1, files);
    }),
    single('sent: header alone, which is meant', RETAIL, 1, [
      { ...sent(path.join(cases, '20-header-only'), 'credit.csv'), announced: { allow_empty: true } },
    ]),
    single(
      "sent: a bank's whole book",
      COMMERCIAL,
      2,
      ['commercial_credit.csv', 'commercial_payment_plan.csv'].map((name) => sent(path.join(SHARED, 'data'), name)),
    ),
  ];
}
