import { createInstance, type Resource } from 'i18next';
import { describe, expect, it } from 'vitest';
import { loadDatasetWords } from '../../../web/datasets/dataset-words.ts';
import { namesFrom } from '../../../web/datasets/use-names.ts';
import { formatsFor } from '../../../web/format/formats.ts';
import { serverWords } from '../../../web/i18n/server-words.ts';
import words, { server } from '../../../web/i18n/tr/index.ts';
import { changesOf } from '../../../web/pages/settings/audit-changes.ts';
import { auditWords, type Translate } from '../../../web/pages/settings/audit-words.ts';

const ofDatasets = await loadDatasetWords('tr');
const i18n = createInstance();
await i18n.init({ lng: 'tr', resources: { tr: { ...words, ...ofDatasets.words } } as Resource, defaultNS: 'common' });
const turkish = auditWords(
  i18n.t as unknown as Translate,
  formatsFor('tr'),
  namesFrom(i18n.t),
  serverWords(server, ofDatasets.server),
);

/** An entry as it is listed. */
const linesOf = (before: Record<string, unknown> | null, after: Record<string, unknown> | null): string[] =>
  changesOf({ before, after }).map(({ name, before: was, after: is }) =>
    [
      turkish.name(name),
      ...[was, is].filter((value) => value !== undefined).map((value) => turkish.value(name, value)),
    ].join(' | '),
  );

describe('an entry of the audit, in Turkish', () => {
  it('says which settings of a dataset are others, and numbers as the reader writes them', () => {
    const before = { version: 1, rates: { 'EUR/USD': '1.10', 'GBP/USD': '1.25' }, cross_via: 'USD' };
    const after = { version: 2, rates: { 'EUR/USD': '1.255', 'GBP/USD': '1.25' }, cross_via: 'EUR' };
    expect(linesOf(before, after)).toEqual([
      'Sürüm | 1 | 2',
      'Döviz kurları: EUR/USD | 1,10 | 1,255',
      'Hangi para birimi üzerinden | USD | EUR',
    ]);
  });

  it('calls a failure by the title of its problem', () => {
    expect(linesOf(null, { failure: 'error-rate-exceeded' })).toEqual(['Arıza | Çok fazla satır hatalı']);
    expect(linesOf(null, { failure: 'upload-cancelled' })).toEqual([
      `Arıza | ${server.problemTitles['upload-cancelled']}`,
    ]);
    expect(linesOf(null, { failure: 'of-a-later-release' })).toEqual(['Arıza | of-a-later-release']);
  });

  it('has words for the start of a sync and the end of a credential', () => {
    expect(linesOf(null, { dataset: 'trades', rebuild: true, validate_only: false })).toEqual([
      'Veri kümesi | Hisse işlemleri',
      'Dosyasız yeniden türetme | evet',
      'Yalnız denetim | hayır',
    ]);
    expect(linesOf(null, { reason: 'key-revoked' })).toEqual(['Neden | anahtar iptal edildi']);
    expect(linesOf(null, { files: { credit: { valid_rows: 5657 } } })).toEqual(['Krediler: geçerli | 5.657']);
  });
});
