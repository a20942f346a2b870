import { useTranslation } from 'react-i18next';
import { tablesOf } from '../../../shared/contracts/contract.ts';
import { allSlices, DATASETS } from '../../../shared/datasets/registry.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { shortId } from './narrow-button.tsx';

export interface AuditWords {
  name(fact: string): string;
  /** Never HTML: the name of a bank may be among them. */
  value(fact: string, value: unknown): string;
}

/** What an entry's facts are called and how they are written for the reader; what is not known here keeps its own name. */
export function useAuditWords(): AuditWords {
  const { t } = useTranslation(['settings', 'common']);
  const formats = useFormats();
  const names = useNames();
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
  const word = (key: string, fallback: string) => t(key as never, { defaultValue: fallback }) as string;
  return {
    name: (fact) => {
      const parts = fact.split('.');
      const last = parts.at(-1) ?? fact;
      const file = parts.length > 1 ? table(parts.at(-2) ?? '') : undefined;
      // The upload of a file, by the file alone.
      if (parts[0] === 'uploads') return table(last);
      if (parts[0] === 'batches') return `${table(last)}: ${t('audit.fact.batch')}`;
      const dataset = labelled(last);
      const name = dataset ? names.variant(dataset.name) : word(`settings:audit.fact.${last}`, last);
      return file === undefined ? name : `${file}: ${name}`;
    },
    value: (fact, value) => {
      const name = fact.split('.').at(-1) ?? fact;
      const text = String(value);
      if (labelled(name)) return variant(text);
      if (typeof value === 'boolean') return t(`audit.yesNo.${value}`);
      if (typeof value === 'number') {
        if (name === 'max_error_rate' || name === 'max_removed_rate') return formats.percent(value);
        if (name === 'size_bytes') return formats.bytes(value);
        if (name === 'sync_interval_minutes') return `${formats.count(value)} ${t('config.intervalUnit')}`;
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

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
