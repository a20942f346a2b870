import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FILE_TYPES, type FileType, LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { pickKind } from './chosen-files.ts';
import type { JudgedFile } from './judge.ts';
import classes from './kind-fields.module.css';

/** What the file holds, as it was guessed, to be corrected. */
export function KindFields({ chosen }: { readonly chosen: JudgedFile }) {
  const { t } = useTranslation(['upload', 'common']);
  const { id, kind, recognised, picked } = chosen;
  const isAmbiguous = recognised?.ok === true && kind.loanType === undefined;
  const fileTypeFrom = picked.fileType !== undefined ? 'picked' : recognised?.ok ? 'header' : undefined;
  return (
    <div className={classes.fields}>
      <Select
        label={t('kind.loanType')}
        size="xs"
        className={classes.field ?? ''}
        data={LOAN_TYPES.map((value) => ({ value, label: t(`common:loanType.${value}`) }))}
        value={kind.loanType ?? null}
        placeholder={t('kind.choose')}
        allowDeselect={false}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        description={kind.loanTypeFrom && t(`kind.from.${kind.loanTypeFrom}`)}
        error={isAmbiguous && t('kind.ambiguous')}
        onChange={(value) => pickKind(id, { loanType: value as LoanType })}
      />
      <Select
        label={t('kind.fileType')}
        size="xs"
        className={classes.field ?? ''}
        data={FILE_TYPES.map((value) => ({ value, label: t(`common:fileType.${value}`) }))}
        value={kind.fileType ?? null}
        placeholder={t('kind.choose')}
        allowDeselect={false}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        description={fileTypeFrom && t(`kind.from.${fileTypeFrom}`)}
        onChange={(value) => pickKind(id, { fileType: value as FileType })}
      />
    </div>
  );
}
