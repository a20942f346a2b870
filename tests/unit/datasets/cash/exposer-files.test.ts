import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../../shared/datasets/cash/exposer/data-folder.ts';
import { dayOf, dayText } from '../../../../shared/datasets/cash/exposer/days.ts';
import { firstMembers } from '../../../../shared/datasets/cash/exposer/manifest.ts';
import { FilesRefused } from '../../../../shared/datasets/cash/exposer/refusal.ts';
import { filesWith, type MadeFiles, PAYMENT_HEADER, paymentsOn, removeFilesAfterwards } from './payment-files.ts';

removeFilesAfterwards();

/** What is said of a folder, without its own name. */
async function refusalOf(folder: string, size?: string): Promise<string> {
  const opened = await openDataFolder(folder, size).catch((error: unknown) => error);
  if (!(opened instanceof Error)) {
    await (opened as { close(): Promise<void> }).close();
    return 'none';
  }
  expect(opened).toBeInstanceOf(FilesRefused);
  return opened.message.replaceAll(folder, 'DIR');
}

const PAYMENTS = paymentsOn(3, 2);
const LINES = PAYMENTS.map((cells) => cells.join(';'));

function withSwift(lines: readonly string[], header = PAYMENT_HEADER, end = '\n'): string {
  const folder = filesWith({ swift: PAYMENTS });
  writeFileSync(path.join(folder, 'swift.csv'), [header, ...lines].join('\n') + end);
  return folder;
}

describe('files that are served', () => {
  it('are of the size that is asked for, or of any', async () => {
    expect(await refusalOf(filesWith({ swift: PAYMENTS }), 'small')).toBe('none');
    expect(await refusalOf(filesWith({ swift: PAYMENTS, size: 'mega' }))).toBe('none');
    expect(await refusalOf(filesWith({ size: 'small' }), 'medium')).toBe(
      'The files in DIR are of size small, not medium. Serve them with --size small, or make the others: ' +
        'npm run datamaker -- --size medium --out ANOTHER_DIR',
    );
  });

  it('are all there', async () => {
    for (const name of ['company.csv', 'exchange_rate.csv', 'sepa.csv', 'swift.csv', 'manifest.json']) {
      const folder = filesWith();
      rmSync(path.join(folder, name));
      expect(await refusalOf(folder)).toMatch(new RegExp(`^DIR has no ${name}.*npm run datamaker`));
      mkdirSync(path.join(folder, name));
      expect(await refusalOf(folder)).toMatch(/is a folder|cannot be read/);
    }
    const nowhere = path.join(filesWith(), 'nowhere');
    expect(await refusalOf(nowhere)).toContain('npm run datamaker -- --size small --out DIR');
    expect(await refusalOf(nowhere, 'large')).toContain('npm run datamaker -- --size large --out DIR');
  });

  it('have the rows that their manifest says', async () => {
    for (const name of ['company', 'exchange_rate', 'sepa', 'swift']) {
      const said = await refusalOf(filesWith({ swift: PAYMENTS, counts: { [name]: 1_234 } }));
      expect(said).toContain(`manifest.json says 1,234: they are not of one making.`);
      expect(said).toContain(`${name}.csv has `);
      expect(said).toContain('npm run datamaker -- --size small --out DIR --force');
    }
  });

  it.each([
    ['', 'size'],
    ['[]', 'size'],
    ['{"size":"small"}', 'counts'],
    ['{"counts":{"company":0,"exchange_rate":0,"sepa":0,"swift":0}}', 'size'],
    ['{"size":"small","counts":{"company":0,"exchange_rate":0,"sepa":"0","swift":0}}', 'counts.sepa'],
    ['{"size":"small","counts":{"company":0,"exchange_rate":0,"sepa":0,"sw', 'counts'],
  ])('have a manifest: %j is none', async (text, field) => {
    const folder = filesWith();
    writeFileSync(path.join(folder, 'manifest.json'), text);
    expect(await refusalOf(folder)).toMatch(`manifest.json in DIR is not as the datamaker writes it (${field}: `);
  });
});

describe('a line that is malformed', () => {
  const [first, second] = LINES as [string, string, ...string[]];
  const row = (cells: Partial<Record<'amount' | 'ts' | 'id', string>>) =>
    `${cells.id ?? 'P'};A;B;${cells.amount ?? '1.00'};EUR;${cells.ts ?? '2023-12-28T00:00:01Z'}`;
  const TS = 'a time in UTC, written like 2023-01-31T23:59:59Z.';

  it.each<readonly [line: string, reason: string]>([
    [row({}).replace(';EUR', ''), 'expected 6 cells separated by semicolons, found 5.'],
    [`${row({})};x`, 'expected 6 cells separated by semicolons, found 7.'],
    ['', 'expected 6 cells separated by semicolons, found 1.'],
    [row({ id: '"P"' }), 'it has a double quote, which these files do without.'],
    [`${row({})}\r`, 'it has a control character (lines end with a line feed alone), which these files do without.'],
    ...['', '1,00', '1.', '.5', '01.00', '+1', '1e3', '1.0.0', '-', 'NaN'].map(
      (amount) => [row({ amount }), `amount "${amount}" is no decimal number such as 12.50.`] as const,
    ),
    ...[
      '',
      '2023-12-28',
      '2023-12-28T00:00:01',
      '2023-12-28 00:00:01Z',
      '2023-12-28T00:00:01+',
      '2023-12-28T24:00:00Z',
      '2023-12-28T00:60:00Z',
      '2023-12-28T00:00:60Z',
      '2023-02-29T00:00:00Z',
      '2023-13-01T00:00:00Z',
      '2023-12-00T00:00:00Z',
      '2023-12-28T00:00:0xZ',
      '2023-12-28T00:00:01.5Z',
    ].map((ts) => [row({ ts }), `ts "${ts}" is not ${TS}`] as const),
  ])('is named: %j', async (line, reason) => {
    expect(await refusalOf(withSwift([first, line, second]))).toBe(`swift.csv, line 3: ${reason}`);
  });

  it('is one that is earlier than the line before, to the second and to the day', async () => {
    const reason = 'is earlier than that of the line before: rows must be in the order of ts.';
    const at = (...times: string[]) => refusalOf(withSwift(times.map((ts) => row({ ts }))));
    expect(await at('2023-12-28T00:00:01Z', '2023-12-28T00:00:01Z', '2023-12-28T00:00:00Z')).toBe(
      `swift.csv, line 4: ts 2023-12-28T00:00:00Z ${reason}`,
    );
    expect(await at('2024-01-01T00:00:00Z', '2023-12-31T23:59:59Z')).toBe(
      `swift.csv, line 3: ts 2023-12-31T23:59:59Z ${reason}`,
    );
  });

  it('is found far into a file, too', async () => {
    const many = paymentsOn(2, 20_000).map((cells) => cells.join(';'));
    expect(await refusalOf(withSwift(many.with(31_415, 'x')))).toMatch(/^swift\.csv, line 31417: expected 6 cells/);
  });

  it('is one without an end, one that is too long, and one that is not UTF-8', async () => {
    expect(await refusalOf(withSwift([first, second], PAYMENT_HEADER, ''))).toMatch(
      /^swift\.csv, line 3: it has no line feed at its end/,
    );
    expect(await refusalOf(withSwift([row({ id: 'P'.repeat(300_000) })]))).toBe(
      'swift.csv, line 2: it is longer than 131072 bytes.',
    );
    const folder = filesWith({ swift: PAYMENTS });
    writeFileSync(
      path.join(folder, 'swift.csv'),
      Buffer.concat([Buffer.from(`${PAYMENT_HEADER}\n`), Buffer.from([0xff]), Buffer.from(`${first}\n`)]),
    );
    expect(await refusalOf(folder)).toBe('swift.csv, line 2: it, or one of the next, is not UTF-8.');
  });

  it('is a header of other columns', async () => {
    const expected = `swift.csv, line 1: expected the header "${PAYMENT_HEADER}" and a line feed.`;
    expect(await refusalOf(withSwift(LINES, PAYMENT_HEADER.toUpperCase()))).toBe(expected);
    expect(await refusalOf(withSwift(LINES, `${PAYMENT_HEADER};x`))).toBe(expected);
    const folder = filesWith();
    truncateSync(path.join(folder, 'swift.csv'));
    expect(await refusalOf(folder)).toBe(expected);
  });

  it.each<[MadeFiles, string]>([
    [{ companies: ['C1;A;B'] }, 'company.csv, line 2: expected 4 cells'],
    [{ companies: ['C1;A;B;X', 'C2;A;B;'] }, 'company.csv, line 3: ibans is empty'],
    [{ companies: ['C1;"A";B;X'] }, 'company.csv, line 2: it has a double quote'],
    [{ rates: ['EUR;1.1;1', 'JPY;x;1'] }, 'exchange_rate.csv, line 3: usd_rate "x" is no decimal number'],
  ])('is one of the other files: %j', async (made, reason) => {
    expect(await refusalOf(filesWith(made))).toContain(reason);
  });
});

it('reads the first members of a JSON object, however it goes on', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (members, cut) => {
      const kept = Object.fromEntries(Object.entries(members).filter(([name]) => name !== '__proto__'));
      const text = JSON.stringify(kept, null, cut % 3);
      // Through JSON, which writes -0 as 0.
      expect(firstMembers(text)).toEqual(JSON.parse(text));
      const begun = firstMembers(text.slice(0, cut % (text.length + 1)));
      expect(JSON.parse(text)).toMatchObject(begun);
    }),
    { numRuns: 500 },
  );
});

it('reads days as the calendar has them', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf('0001-01-01')!, max: dayOf('9999-12-31')! }), (day) => {
      expect(dayOf(dayText(day))).toBe(day);
    }),
  );
  for (const text of ['2023-02-29', '2024-02-30', '0000-01-01', '24-01-01', '2024-01-01T00:00:00Z', '']) {
    expect(dayOf(text)).toBeUndefined();
  }
});
