import { tablesOf } from '../../../shared/contracts/contract.ts';
import { allSlices, DATASETS } from '../../../shared/datasets/registry.ts';
import type { Names } from '../../datasets/use-names.ts';
import type { Formats } from '../../format/formats.ts';
import type { ServerWords } from '../../i18n/server-words.ts';
import { shortId } from './short-id.ts';

export interface AuditWords {
  name(fact: string): string;
  /** Never HTML: the name of a bank may be among them. */
  value(fact: string, value: unknown): string;
}

/** What a key is in the reader's language. */
export type Translate = (key: string, options?: object) => string;

/** What an entry's facts are called and how they are written for the reader; what is not known here keeps its own name. */
export function auditWords(t: Translate, formats: Formats, names: Names, server: ServerWords): AuditWords {
  // An entry names a file type without its dataset here and there; where two have one of that name, they call it the same.
  const table = (name: string) => {
    const dataset = DATASETS.find((contract) => tablesOf(contract).some((known) => known.name === name));
    return dataset ? names.table(dataset.name, name) : name;
  };
  const variant = (name: string) => {
    const slice = allSlices.find((known) => known.variant === name);
    return slice ? names.slice(slice) : name;
  };
  // Entries of old name the variant as its dataset's tables do.
  const labelled = (name: string) => DATASETS.find(({ variants }) => variants?.column === name);
  const word = (key: string, fallback: string): string => t(key, { defaultValue: fallback });
  return {
    name: (fact) => {
      const setting = settingIn(fact);
      if (setting) {
        const { dataset, member, part } = setting;
        return [names.option(dataset, member), part].filter((word) => word !== undefined).join(': ');
      }
      const parts = fact.split('.');
      const last = parts.at(-1) ?? fact;
      const file = parts.length > 1 ? table(parts.at(-2) ?? '') : undefined;
      // The upload of a file, by the file alone.
      if (parts[0] === 'uploads') return table(last);
      if (parts[0] === 'batches') return `${table(last)}: ${t('settings:audit.fact.batch')}`;
      const dataset = labelled(last);
      const name = dataset ? names.variant(dataset.name) : word(`settings:audit.fact.${last}`, last);
      return file === undefined ? name : `${file}: ${name}`;
    },
    value: (fact, value) => {
      const name = fact.split('.').at(-1) ?? fact;
      const text = String(value);
      if (labelled(name)) return variant(text);
      if (settingIn(fact) && typeof value === 'string') return formats.decimal(value);
      if (typeof value === 'boolean') return t(`settings:audit.yesNo.${value}`);
      if (typeof value === 'number') {
        if (name === 'max_error_rate' || name === 'max_removed_rate') return formats.percent(value);
        if (name === 'size_bytes') return formats.bytes(value);
        if (name === 'sync_interval_minutes') return `${formats.count(value)} ${t('settings:config.intervalUnit')}`;
        return formats.count(value);
      }
      switch (name) {
        case 'dataset':
          return names.dataset(text);
        case 'variant':
          return variant(text);
        case 'file_type':
          return table(text);
        case 'status':
          return word(`common:status.${text}`, text);
        case 'trigger':
          return word(`common:trigger.${text}`, text);
        case 'requires':
          return (text.match(/\w+/g) ?? []).map(table).join(', ') || '–';
        case 'publish':
          return word(`settings:config.publishOf.${text}`, text);
        case 'role':
          return word(`common:account.role.${text}`, text);
        case 'failure':
          return word(`syncs:failure.title.${text}`, server.problemTitle(text, text));
        case 'reason':
          return word(`settings:audit.reason.${text}`, text);
        case 'prefix':
        case 'api_key_prefix':
          return `${text}…`;
        default:
          return text
            .split(', ')
            .map((part) => (isId(part) ? shortId(part) : part))
            .join(', ');
      }
    },
  };
}

/** A fact that is a setting of a dataset, or the part of one: `rates.EUR/USD`. */
function settingIn(fact: string): { dataset: string; member: string; part: string | undefined } | undefined {
  const [, member = fact, part] = /^([^.]+)[.](.+)$/.exec(fact) ?? [];
  const dataset = DATASETS.find(({ settings = [] }) => settings.includes(member))?.name;
  return dataset === undefined ? undefined : { dataset, member, part };
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
