import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Dataset, variantsOf } from '../../../shared/contracts/contract.ts';
import { damagedFile } from '../../../shared/contracts/file-notices.ts';
import { findingSentence } from '../../../shared/contracts/finding-sentence.ts';
import { ruleExamples } from '../../../shared/contracts/rule-examples.ts';
import { expectedBy, type Rule, rulesOf } from '../../../shared/contracts/rules.ts';
import { computationOf } from '../../../shared/datasets/computations.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import { type Message, slotsOf } from '../../../shared/domain/message.ts';
import { PROBLEMS } from '../../../shared/domain/problem-catalogue.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { FILE_SENTENCES } from '../../../shared/domain/sentences/catalogue.ts';
import { SERVICE_SENTENCES } from '../../../shared/domain/sentences/service-sentence.ts';

const SENTENCES = { ...FILE_SENTENCES, ...SERVICE_SENTENCES };

import { asDetail, declaredSentence, type Sentence, sentence } from '../../../shared/domain/sentences/sentence.ts';
import { serviceSentence } from '../../../shared/domain/sentences/service-sentence.ts';
import { fieldErrors } from '../../../shared/lambda/field-errors.ts';
import { judgeCounts } from '../../../shared/pipeline/error-rate.ts';
import { judgeRemoval } from '../../../shared/sync/removed-keys.ts';
import { loadDatasetWords } from '../../../web/datasets/dataset-words.ts';
import en from '../../../web/i18n/en/syncs.ts';
import { serverWords } from '../../../web/i18n/server-words.ts';
import { server } from '../../../web/i18n/tr/index.ts';

const { server: ofDatasets, words: wordsOfDatasets } = await loadDatasetWords('tr');
const turkish = serverWords(server, ofDatasets);
const inTurkish = ({ text, message }: Sentence): string => turkish.text(text, message) ?? `no words for: ${text}`;
/** Of a dataset that has no words in Turkish, English is shown; one that has some has them all. */
const translated = DATASETS.filter(({ name }) => name in wordsOfDatasets);
const rules: readonly Rule[] = translated.flatMap(({ fileTypes }) =>
  fileTypes.flatMap((fileType) => rulesOf(fileType)),
);

const limitedTablesOf = (dataset: Dataset) => computationOf(dataset).derivedTables;

/** Ids of what is said of settings and parameters that are wrong in each way there is. */
function refusalsOf(datasets: typeof DATASETS): string[] {
  const rates = [{ EUR: '1' }, { 'EUR/QQQ': '1' }, { 'EUR/EUR': '1' }, { 'EUR/USD': 'x' }, { 'EUR/USD': '0' }];
  const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`P${at}`, '1']));
  const wrong = [{ limit: '0' }, { cross_via: 'x' }, ...[...rates, many].map((each) => ({ rates: each }))];
  return datasets
    .map(computationOf)
    .flatMap(({ settings, analyses }) => [
      ...(settings ? [settings.schema] : []),
      ...analyses.map((one) => one.parameters),
    ])
    .flatMap((schema) => wrong.flatMap((said) => schema.safeParse(said, { reportInput: true }).error ?? []))
    .flatMap((error) => fieldErrors(error).errors.flatMap(({ message }) => message?.id ?? []))
    .filter((id) => id.includes('.'));
}

/** Ids of the sentences that stand in the code of a dataset. */
function declaredBy(dataset: string): string[] {
  const folder = path.resolve(import.meta.dirname, '../../../shared/datasets', dataset);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(path.join(folder, name), 'utf8').matchAll(/declaredSentence\(\s*'([a-z]+\.[a-z-]+)'/g),
    ])
    .map(([, id]) => id!);
}

/** Every id that a message speaks of. */
const idsOf = ({ id, parameters }: Message): string[] => [
  id,
  ...Object.values(parameters)
    .flat()
    .flatMap((value) => (typeof value === 'object' ? idsOf(value) : [])),
];

describe('what the service says, in Turkish', () => {
  it('is there for every sentence of the catalogue, and leaves open nothing that the sentence has not', () => {
    expect(Object.keys(SENTENCES).length).toBeGreaterThan(300);
    for (const [id, english] of Object.entries(SENTENCES)) {
      const text = server.messages[id];
      expect(text, id).toBeTypeOf('string');
      const open = typeof english === 'string' ? slotsOf(english) : [...slotsOf(english), 'count'];
      expect(open, id).toEqual(expect.arrayContaining([...slotsOf(text!)]));
    }
  });

  it('is there for the title of every problem, and for what happened', () => {
    const codes = Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[];
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(server.problemTitles).sort()).toEqual(codes.toSorted());
    for (const code of codes) {
      const { detail, message } = problemDocument(code);
      expect(turkish.text(detail, message), code).toMatch(/\.$/);
      expect(turkish.text(detail, message), code).not.toBe(detail);
    }
  });

  it('is there for every rule of the contracts: what must be so, why, and beside its examples', () => {
    expect(translated.map(({ name }) => name)).toEqual(expect.arrayContaining(['loans', 'trades']));
    for (const contract of translated) {
      for (const fileType of contract.fileTypes) {
        for (const rule of rulesOf(fileType)) {
          const variant = variantsOf(contract).find((each) =>
            rulesOf(fileType, each).some(({ id }) => id === rule.id),
          )!;
          const { passes, fails } = ruleExamples(fileType, variant, rule, contract.fileTypes);
          for (const said of [expectedBy(rule), rule.why, passes.note, fails.note]) {
            if (said === null) continue;
            expect(inTurkish(said), rule.id).not.toMatch(/^no words|[{}]/);
            expect(inTurkish(said), rule.id).not.toBe(said.text);
          }
        }
      }
    }
  });

  it('keeps what a sentence leaves open: columns, bounds and codes', () => {
    for (const rule of rules) {
      const { text } = rule.sentence;
      const open = text.match(/\b[a-z]+(?:_[a-z]+)+\b|\b\d{2,}\b/g) ?? [];
      const said = inTurkish(expectedBy(rule)).replaceAll('.', '');
      for (const piece of open) expect(said, text).toContain(piece);
    }
  });

  it('is there for every finding, with the value as it is', () => {
    const value = 'a$1"; got "b({c}).';
    for (const rule of rules) {
      if (rule.errorType === 'STRUCTURE') continue;
      const detail =
        rule.errorType === 'DUPLICATE'
          ? '1204'
          : rule.fields
              .slice(1)
              .map((field) => `${field} is "1"`)
              .join(', ');
      const text = inTurkish(findingSentence(rule, value, detail));
      expect(text, rule.id).not.toMatch(/no words| must |^[^"]* got "|; it is |has it already/);
      if (rule.errorType === 'REQUIRED') continue;
      expect(text, rule.id).toContain(rule.errorType === 'DUPLICATE' ? '1204. satır' : `gelen değer: "${value}"`);
      if (rule.errorType !== 'DUPLICATE')
        for (const field of rule.fields.slice(1)) expect(text).toContain(`${field}: "1"`);
    }
  });

  it('is there for what is found in a row, in the words of the sentences', () => {
    const rule = (id: string) => rules.find((each) => each.id === id)!;
    const found = (id: string, detail: string) => inTurkish(findingSentence(rule(id), null, detail));
    expect(found('LOAN-CREDIT-001', 'it has 3 cells instead of 27')).toBe(
      'Satırda başlıktaki kadar hücre olmalı: 27 yerine 3 hücre var.',
    );
    expect(found('LOAN-CREDIT-005', 'it is 1000001 bytes long')).toContain('1000001');
    expect(found('LOAN-CREDIT-702', '3; it looks as if a spreadsheet had rounded it')).toMatch(
      /bu anahtar 3\. satırda zaten var \(bir hesap tablosunda yuvarlanmış gibi görünüyor\)\.$/,
    );
  });

  it('is there for every limit of what is derived', () => {
    const limits = translated.flatMap(limitedTablesOf).flatMap(({ limits: each = [] }) => each);
    expect(limits.length).toBeGreaterThan(0);
    for (const { reason } of limits) {
      const said = reason({ subject: 'C-{17}', found: 600_000 });
      const text = inTurkish(said);
      expect(text).toContain('C-{17}');
      if (Object.values(said.message.parameters).includes(600_000)) expect(text).toContain('600000');
    }
  });

  it('of a dataset is about its own rules and sentences only', () => {
    const spoken = new Set([
      ...rules.flatMap((rule) => [...idsOf(rule.sentence.message), ...idsOf(rule.why.message)]),
      ...DATASETS.flatMap(limitedTablesOf)
        .flatMap(({ limits = [] }) => limits)
        .map(({ reason }) => reason({ subject: '', found: 0 }).message.id),
      ...translated.flatMap(({ name }) => declaredBy(name)),
      ...refusalsOf(DATASETS),
    ]);
    for (const { messages } of ofDatasets) for (const id of Object.keys(messages)) expect(spoken).toContain(id);
  });

  it('is there for whatever else a dataset says', () => {
    for (const { name } of translated) {
      const said = new Set(ofDatasets.flatMap(({ messages }) => Object.keys(messages)));
      for (const id of declaredBy(name)) expect(said).toContain(id);
    }
    expect(declaredBy('trades')).toContain('trades.no-such-client');
  });

  it('calls files as the reader does, and begins with a capital', () => {
    expect(inTurkish(damagedFile('payment_plan'))).toMatch(/^Ödeme planı dosyası/);
    expect(inTurkish(serviceSentence('rows-replaced', { rows: 12, count: 12, file_type: 'payment_plan' }))).toContain(
      '12 ödeme planı satır',
    );
    expect(inTurkish(damagedFile('of_another_dataset'))).toMatch(/^Of_another_dataset dosyası/);
  });

  it('puts in what stands in the message, and takes none of it for a place', () => {
    const said = sentence('sheet-empty', { sheet: '{sheet} $1 $&' });
    expect(inTurkish(said)).toBe('Çalışma kitabının "{sheet} $1 $&" sayfasının içeriği yok.');
  });

  it('begins a Turkish sentence with a Turkish capital', () => {
    expect(inTurkish(damagedFile('trade'))).toMatch(/^İşlem dosyası/);
  });

  it('stays as it is where the page has no words, or no message, and in English', () => {
    const later = { id: 'of-a-later-release', parameters: {} };
    expect(turkish.text('A sentence of a later release.', later)).toBeUndefined();
    expect(turkish.text('An old one.', undefined)).toBeUndefined();
    // A dataset without Turkish: its rule's sentence stands in one of ours.
    const own = sentence('rule-says', { rule: declaredSentence('SHOP-1', 'a must be b') });
    expect(turkish.text(own.text, own.message)).toBeUndefined();
    // Of a later release, which says it with other parameters.
    expect(turkish.text('x', { id: 'sheet-empty', parameters: { page: 'a' } })).toBeUndefined();
    expect(turkish.problemTitle('of-a-later-release', 'Its title')).toBe('Its title');
    expect(serverWords(undefined).text('Anything.', later)).toBe('Anything.');
  });
});

describe('what the service says, in English', () => {
  const english = serverWords(undefined);
  const said = ({ text, message }: Sentence) => english.text(text, message);
  it('begins with a capital, but for the name of a column', () => {
    expect(said(sentence('row-quotes'))).toMatch(/^Quotes must enclose/);
    expect(said(sentence('rule-says', { rule: sentence('row-quotes') }))).toMatch(/^Quotes must enclose/);
    expect(said(sentence('rule-says', { rule: sentence('key-column', { column: 'loan_number' }) }))).toMatch(/^loan_/);
    expect(said(declaredSentence('TRADE-TRADE-901', 'amount should be shares times price'))).toMatch(/^amount/);
  });
});

describe('why a sync failed', () => {
  const [credit, payments] = DATASETS[0]!.fileTypes as [
    (typeof DATASETS)[0]['fileTypes'][0],
    (typeof DATASETS)[0]['fileTypes'][0],
  ];
  const file = { name: 'credit', totalRows: 4440, validRows: 2000, rejectedRows: 2440 };
  const removal = (fileType: typeof credit) => ({ fileType, liveRows: 4440, removedRows: 4244 });

  it('names the share that is allowed as it was chosen, and every number', () => {
    expect(judgeCounts([file], 0.07)?.said.text).toContain('more than the 7 % that');
    const both = judgeCounts([file, { ...file, name: 'payment_plan', totalRows: 10, rejectedRows: 9 }], 0.5)!;
    expect(both.said.text).toMatch(/^2440 of 4440 rows of the credit file, 9 of 10 rows of the payment_plan file were/);
    expect(inTurkish(both.said)).toMatch(
      /^Kredi dosyasındaki .*, ödeme planı dosyasındaki 10 satırdan 9 satır reddedi/,
    );
    const oneOfTwo = judgeCounts([file, { ...file, name: 'payment_plan', rejectedRows: 0 }], 0.5)!;
    expect(oneOfTwo.said.message.id).toBe('too-many-rejected');
    expect(judgeRemoval([removal(credit)], 0.56)?.text).toContain('more than the 56 % that');
    expect(inTurkish(judgeRemoval([removal(credit), removal(payments)], 0.8)!)).toMatch(
      /^Yayındaki 4440 kredi satırından 4244 satır ve 4440 ödeme planı satırından 4244 satır yeni dosyada yok: .* %80\./,
    );
    expect(inTurkish(judgeCounts([file], 0.5)!.said)).toMatch(
      /^Kredi dosyasındaki 4440 satırdan 2440 satır reddedildi/,
    );
  });

  it('has a title on the page for every failure of a sync', () => {
    const folder = path.resolve(import.meta.dirname, '../../../shared/sync');
    const failures = readdirSync(folder).flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(/new SyncFailure\(\s*'([a-z-]+)'/g)].map(
        ([, code]) => code,
      ),
    );
    expect(failures.length).toBeGreaterThan(8);
    for (const code of failures) expect(Object.keys(en.failure.title)).toContain(code);
  });

  it('has a message beside its text', () => {
    expect(asDetail(damagedFile('credit'))).toMatchObject({
      detail: expect.stringMatching(/^The credit file cannot/),
      message: { id: 'file-damaged', parameters: { file_type: 'credit' } },
    });
  });
});
