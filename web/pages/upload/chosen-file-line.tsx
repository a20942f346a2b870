import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Bytes } from '../../parts/values.tsx';
import { CheckOutcome } from './check-outcome.tsx';
import { removeChosen } from './chosen-files.ts';
import { FileLine } from './file-line.tsx';
import type { JudgedFile } from './judge.ts';
import { KindFields } from './kind-fields.tsx';

const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const;

export function ChosenFileLine({ chosen }: { readonly chosen: JudgedFile }) {
  const { t } = useTranslation('upload');
  const { id, file, verdict } = chosen;
  const remove = t('chosen.remove', { file: file.name });
  const form = verdict?.ok ? verdict.form : undefined;
  return (
    <FileLine
      name={file.name}
      facts={
        <>
          <Bytes size={file.size} />
          {form && (
            <>
              {' · '}
              {t('check.form', {
                delimiter: t(`check.delimiter.${DELIMITERS[form.delimiter]}`),
                columns: form.columns,
              })}
              {form.gzip && ` · ${t('check.gzip')}`}
            </>
          )}
        </>
      }
      actions={
        <Tooltip label={remove}>
          <ActionIcon variant="subtle" color="gray" aria-label={remove} onClick={() => removeChosen(id)}>
            <IconX size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      }
    >
      <KindFields chosen={chosen} />
      <CheckOutcome chosen={chosen} />
    </FileLine>
  );
}
