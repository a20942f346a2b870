import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DATASETS, findDataset } from '../../../shared/datasets/registry.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import { useNames } from '../../datasets/use-names.ts';
import { pickKind, pickPurpose } from './chosen-files.ts';
import type { JudgedFile } from './judge.ts';
import type { FileKind } from './kind.ts';
import classes from './kind-fields.module.css';
import { useAllLiveBooks } from './use-all.ts';

export interface KindFieldsProps {
  readonly chosen: JudgedFile;
  /** What it is for is settled where it was dropped, and so is its slice. */
  readonly isPurposeSettled: boolean;
}

/** What the file holds and is for, as it was guessed, to be changed. */
export function KindFields({ chosen, isPurposeSettled }: KindFieldsProps) {
  const { t } = useTranslation(['upload', 'common']);
  const { id, kind, recognised, corrects, readiness } = chosen;
  const names = useNames();
  const books = useAllLiveBooks();
  const contract = kind.dataset === undefined ? undefined : findDataset(kind.dataset);
  const variants = contract?.variants?.names ?? [];
  const isRead = recognised?.ok === true;
  const isAmbiguous = isRead && contract !== undefined && kind.variant === undefined;
  const said = (part: keyof FileKind) => {
    const source = kind.from[part];
    return source && names.said(kind.dataset ?? '', `upload:kind.from.${source}`);
  };
  const book =
    kind.dataset !== undefined && kind.variant !== undefined
      ? books?.[sliceText({ dataset: kind.dataset, variant: kind.variant })]
      : undefined;
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
      {!isPurposeSettled && DATASETS.length > 1 && (
        <Select
          {...usual}
          label={t('common:dataset.one')}
          data={DATASETS.map(({ name }) => ({ value: name, label: names.dataset(name) }))}
          value={kind.dataset ?? null}
          description={said('dataset')}
          error={isRead && kind.dataset === undefined && t('kind.ambiguousDataset')}
          onChange={(value) => value !== null && pickKind(id, { dataset: value })}
        />
      )}
      {!isPurposeSettled && contract && variants.length > 0 && (
        <Select
          {...usual}
          label={names.variant(contract.name)}
          data={variants.map((variant) => ({
            value: variant,
            label: names.slice({ dataset: contract.name, variant }),
          }))}
          value={kind.variant ?? null}
          description={said('variant')}
          error={isAmbiguous && names.said(contract.name, 'upload:kind.ambiguous')}
          onChange={(variant) => pickKind(id, { variant })}
        />
      )}
      {contract && (
        <Select
          {...usual}
          label={t('kind.fileType')}
          data={contract.fileTypes.map(({ name }) => ({ value: name, label: names.table(contract.name, name) }))}
          value={kind.fileType ?? null}
          description={said('fileType')}
          error={isRead && kind.fileType === undefined && t('kind.ambiguousFileType')}
          onChange={(value) => value !== null && pickKind(id, { fileType: value })}
        />
      )}
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
