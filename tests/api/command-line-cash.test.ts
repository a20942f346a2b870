import { expect, it } from 'vitest';
import type { SyncLog, Upload } from './answers.ts';
import { commandLineOf } from './command-line.ts';
import { paidEachOther } from './companies-and-payments.ts';

const { tranche, document, save } = commandLineOf('COMMANDS_CASH');

const FILES = Object.fromEntries(paidEachOther(['acme', 'bolt']).map((file) => [file.fileType, file]));
const saveAs = (fileType: string, name: string) => save(name, FILES[fileType]!);

it('files that only their names tell apart are uploaded as what they are called', async () => {
  saveAs('company', 'companies.csv');
  saveAs('sepa', 'sepa.csv');
  saveAs('swift', 'ACME_Swift_2023Q1.csv');
  saveAs('exchange_rate', 'rates.csv');
  const names = ['companies.csv', 'sepa.csv', 'ACME_Swift_2023Q1.csv', 'rates.csv'];
  const checked = await document<{ slices: { files: object }[] }>('validate', ...names);
  expect(checked.code).toBe(0);
  expect(Object.keys(checked.document.slices[0]!.files)).toEqual(['company', 'sepa', 'swift', 'exchange_rate']);
  const sent = await document<{ uploads: Upload[]; syncs: SyncLog[] }>('upload', ...names, '--sync');
  expect(sent.code).toBe(0);
  expect(sent.document.uploads.map(({ file_type }) => file_type)).toEqual([
    'company',
    'sepa',
    'swift',
    'exchange_rate',
  ]);
  expect(sent.document.syncs).toMatchObject([
    { status: 'COMPLETED', files: { sepa: { valid_rows: 2 }, swift: { valid_rows: 1 } } },
  ]);
});

it('where the name tells nothing, it is said what does', async () => {
  saveAs('sepa', 'payments.csv');
  for (const command of ['upload', 'validate']) {
    const refused = await tranche([command, 'payments.csv']);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(/sepa or swift file[\s\S]*--file-type[\s\S]*sepa\.csv/),
    });
    expect((await tranche([command, 'payments.csv', '--file-type', 'sepa'])).out).toContain('sepa');
  }
});
