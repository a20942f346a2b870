import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liveBooksQuery } from '../../api/queries/publications.ts';
import { FILE_TYPES, type FileTypeName, LOAN_TYPES, type LoanType } from '../../api/queries/syncs.ts';
import { pickKind, pickPurpose } from './chosen-files.ts';
import type { JudgedFile } from './judge.ts';
import classes from './kind-fields.module.css';

export interface KindFieldsProps {
  readonly chosen: JudgedFile;
  /** What it is for is settled where it was dropped, and so is its loan type. */
  readonly isPurposeSettled: boolean;
}

/** What the file holds and is for, as it was guessed, to be changed. */
export function KindFields({ chosen, isPurposeSettled }: KindFieldsProps) {
  const { t } = useTranslation(['upload', 'common']);
  const { id, kind, recognised, picked, corrects, readiness } = chosen;
  const books = useQuery(liveBooksQuery).data;
  const isRead = recognised?.ok === true && recognised.fileType !== undefined;
  const isUnread = recognised?.ok === true && !isRead;
  const fileTypeFrom = picked.fileType !== undefined ? 'picked' : isRead ? 'header' : undefined;
  const book = kind.loanType && books?.[kind.loanType];
  const usual = {
    size: 'xs',
    className: classes.field ?? '',
    placeholder: t('kind.choose'),
    allowDeselect: false,
    inputWrapperOrder: ['label', 'input', 'description', 'error'],
  } as const satisfies React.ComponentProps<typeof Select>;
  const isUnsaid = readiness === 'PURPOSE_MISSING';
  return (
    <div className={classes.fields}>
      {!isPurposeSettled && (
        <Select
          {...usual}
          label={t('kind.loanType')}
          data={LOAN_TYPES.map((value) => ({ value, label: t(`common:loanType.${value}`) }))}
          value={kind.loanType ?? null}
          description={kind.loanTypeFrom && t(`kind.from.${kind.loanTypeFrom}`)}
          error={kind.loanType === undefined && isRead && t('kind.ambiguous')}
          onChange={(value) => pickKind(id, { loanType: value as LoanType })}
        />
      )}
      <Select
        {...usual}
        label={t('kind.fileType')}
        data={FILE_TYPES.map((value) => ({ value, label: t(`common:fileType.${value}`) }))}
        value={kind.fileType ?? null}
        description={fileTypeFrom && t(`kind.from.${fileTypeFrom}`)}
        error={kind.fileType === undefined && isUnread && t('kind.unread')}
        onChange={(value) => pickKind(id, { fileType: value as FileTypeName })}
      />
      {!isPurposeSettled && (book !== undefined || isUnsaid) && (
        <Select
          {...usual}
          label={t('purpose.label')}
          data={[
            ...(book ? [{ value: 'correction', label: t('purpose.correction') }] : []),
            { value: 'whole', label: t('purpose.whole') },
          ]}
          value={isUnsaid ? null : corrects === null ? 'whole' : 'correction'}
          description={!isUnsaid && t(corrects === null ? 'purpose.wholeHint' : 'purpose.correctionHint')}
          error={isUnsaid && t('purpose.missing')}
          onChange={(value) => pickPurpose(id, value === 'correction' && book ? book.sync_id : null)}
        />
      )}
    </div>
  );
}
