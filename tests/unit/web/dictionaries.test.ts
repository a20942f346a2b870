import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDatasetWords } from '../../../web/datasets/dataset-words.ts';
import first from '../../../web/i18n/en/index.ts';
import mediator from '../../../web/i18n/en/mediator.ts';
import money from '../../../web/i18n/en/money.ts';
import providers from '../../../web/i18n/en/providers.ts';
import sources from '../../../web/i18n/en/sources.ts';
import verifications from '../../../web/i18n/en/verifications.ts';
import webhookEvents from '../../../web/i18n/en/webhook-events.ts';
import firstTurkish from '../../../web/i18n/tr/index.ts';
import mediatorTurkish from '../../../web/i18n/tr/mediator.ts';
import moneyTurkish from '../../../web/i18n/tr/money.ts';
import providersTurkish from '../../../web/i18n/tr/providers.ts';
import sourcesTurkish from '../../../web/i18n/tr/sources.ts';
import verificationsTurkish from '../../../web/i18n/tr/verifications.ts';
import webhookEventsTurkish from '../../../web/i18n/tr/webhook-events.ts';

const WEB = path.resolve(import.meta.dirname, '../../../web');

const en = { ...first, sources, mediator, money, providers, verifications, webhookEvents };
const tr = {
  ...firstTurkish,
  sources: sourcesTurkish,
  mediator: mediatorTurkish,
  money: moneyTurkish,
  providers: providersTurkish,
  verifications: verificationsTurkish,
  webhookEvents: webhookEventsTurkish,
};

/** What a dataset says only in other languages: in English its contract does. */
const OF_CONTRACTS = /^\w+\.meaning\./;

/** `settings.key.title` → its words. */
function entriesOf(dictionary: object, prefix = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : entriesOf(value as object, `${prefix}${key}.`),
  );
}
const placeholders = (words: string) => [...words.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name).sort();

const ofDatasets = { en: (await loadDatasetWords('en')).words, tr: (await loadDatasetWords('tr')).words };

describe('the dictionaries', () => {
  const english = entriesOf({ ...en, ...ofDatasets.en });
  const turkish = new Map(entriesOf({ ...tr, ...ofDatasets.tr }).filter(([key]) => !OF_CONTRACTS.test(key)));

  it('have the same keys', () => {
    expect([...turkish.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  });

  it('have the same placeholders', () => {
    const differing = english.filter(
      ([key, words]) => placeholders(words).join() !== placeholders(turkish.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('say something for every key', () => {
    const silent = [...english, ...turkish].filter(([, words]) => words.trim() === '');
    expect(silent).toEqual([]);
  });

  it('have no key that no page uses', () => {
    const code = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/^i18n|[/]words[/]/.test(name))
      .map((name) => readFileSync(path.join(WEB, name), 'utf8'))
      .join('\n');
    const isUsed = (key: string) => {
      const [, ...rest] = key.split('.');
      const plain = rest.join('.').replace(/_(?:one|other)$/, '');
      const parents = rest.slice(1).map((_, at) => rest.slice(0, at + 1).join('.'));
      // Written out, or put together from a value: t(`status.${status}`).
      return code.includes(`${plain}'`) || parents.some((parent) => code.includes(`${parent}.\${`));
    };
    const own = entriesOf(en).map(([key]) => key);
    expect(own.filter((key) => !isUsed(key))).toEqual([]);
  });
});
