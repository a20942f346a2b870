import { useTranslation } from 'react-i18next';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { type AuditWords, auditWords, type Translate } from './audit-words.ts';

/** {@link auditWords} in the reader's language. */
export function useAuditWords(): AuditWords {
  const { t } = useTranslation();
  return auditWords(t as unknown as Translate, useFormats(), useNames(), useServerWords());
}
