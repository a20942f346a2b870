import { useTranslation } from 'react-i18next';
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
  const word = (key: string, fallback: string) => t(key as never, { defaultValue: fallback }) as string;
  return {
    name: (fact) => {
      const parts = fact.split('.');
      const last = parts.at(-1) ?? fact;
      const file = parts.length > 1 ? word(`common:fileType.${parts.at(-2)}`, parts.at(-2) ?? '') : undefined;
      // The upload of a file, by the file alone.
      if (parts[0] === 'uploads') return word(`common:fileType.${last}`, last);
      if (parts[0] === 'batches') return `${word(`common:fileType.${last}`, last)}: ${t('audit.fact.batch')}`;
      const name = word(`settings:audit.fact.${last}`, last);
      return file === undefined ? name : `${file}: ${name}`;
    },
    value: (fact, value) => {
      const name = fact.split('.').at(-1) ?? fact;
      const text = String(value);
      if (typeof value === 'boolean') return t(`audit.yesNo.${value}`);
      if (typeof value === 'number') {
        if (name === 'max_error_rate' || name === 'max_removed_rate') return formats.percent(value);
        if (name === 'size_bytes') return formats.bytes(value);
        if (name === 'sync_interval_minutes') return `${formats.count(value)} ${t('config.intervalUnit')}`;
        return formats.count(value);
      }
      switch (name) {
        case 'loan_type':
          return word(`common:loanType.${text}`, text);
        case 'file_type':
          return word(`common:fileType.${text}`, text);
        case 'status':
          return word(`common:status.${text}`, text);
        case 'trigger':
          return word(`common:trigger.${text}`, text);
        case 'requires':
          return (text.match(/\w+/g) ?? []).map((type) => word(`common:fileType.${type}`, type)).join(', ') || '–';
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
