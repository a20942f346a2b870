import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../parts/code-text.tsx';
import { Bytes } from '../../parts/values.tsx';
import type { RowsVerdict } from './check/verdict.ts';
import { CheckOutcome } from './check-outcome.tsx';
import { moveChosen, removeChosen } from './chosen-files.ts';
import { FileLine } from './file-line.tsx';
import { FixedRowsOffer } from './fixed-rows-offer.tsx';
import type { JudgedFile } from './judge.ts';
import { KindFields } from './kind-fields.tsx';

const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const;

export interface ChosenFileLineProps {
  readonly chosen: JudgedFile;
  /** The files that it is loaded with as one file, by their ids and in their order; alone, it is the only one. */
  readonly among: readonly string[];
  /** What it is for is settled where it was dropped. */
  readonly isPurposeSettled: boolean;
}

export function ChosenFileLine({ chosen, among, isPurposeSettled }: ChosenFileLineProps) {
  const { t } = useTranslation('upload');
  const { id, file, verdict } = chosen;
  const name = { file: file.name };
  const place = among.indexOf(id);
  return (
    <FileLine
      name={file.name}
      facts={
        <>
          <Bytes size={file.size} />
          {verdict?.ok && (
            <>
              {' · '}
              <FormOf verdict={verdict} />
            </>
          )}
        </>
      }
      actions={
        <>
          {among.length > 1 && (
            <>
              <Action
                icon={IconArrowUp}
                label={t('chosen.up', name)}
                isOff={place === 0}
                onClick={() => moveChosen(id, among, -1)}
              />
              <Action
                icon={IconArrowDown}
                label={t('chosen.down', name)}
                isOff={place === among.length - 1}
                onClick={() => moveChosen(id, among, 1)}
              />
            </>
          )}
          <Action icon={IconX} label={t('chosen.remove', name)} onClick={() => removeChosen(id)} />
        </>
      }
    >
      <KindFields chosen={chosen} isPurposeSettled={isPurposeSettled} />
      {chosen.table !== undefined && (
        <Text size="sm" c="dimmed">
          {t('kind.oneOfSeveral')}
        </Text>
      )}
      {!isPurposeSettled && chosen.looksFixed && <FixedRowsOffer chosen={chosen} />}
      <CheckOutcome chosen={chosen} />
    </FileLine>
  );
}

function FormOf({ verdict: { form, columns } }: { readonly verdict: RowsVerdict }) {
  const { t } = useTranslation('upload');
  if ('sheet' in form) {
    return (
      <>
        {t('check.sheet')} <CodeText value={form.sheet} />, {t('check.columns', { count: columns })}
      </>
    );
  }
  const delimiter = t(`check.delimiter.${DELIMITERS[form.delimiter]}`);
  return `${delimiter}, ${t('check.columns', { count: columns })}${form.gzip ? ` · ${t('check.gzip')}` : ''}`;
}

interface ActionProps {
  readonly icon: ComponentType<{ size?: number | string }>;
  readonly label: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}

function Action({ icon: Icon, label, isOff = false, onClick }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isOff} onClick={onClick}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
