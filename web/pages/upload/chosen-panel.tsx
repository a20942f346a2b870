import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liveBooksQuery } from '../../api/queries/publications.ts';
import type { FileTypeName, LoanType } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ReplacesLive } from '../../parts/replaces-live.tsx';
import { ChosenFileLine } from './chosen-file-line.tsx';
import { chosenFiles, removeAllChosen, sendFiles } from './chosen-files.ts';
import files from './file-line.module.css';
import { filesAsOne, isMixed, type JudgedFile, judge, type Readiness } from './judge.ts';
import { useStore } from './store.ts';

/**
 * What was chosen and is not sent yet: what each file is, and what would become of it.
 * @param targets only files that were chosen to correct one of these syncs
 */
export function ChosenPanel({ targets }: { readonly targets?: readonly string[] }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const books = useQuery(liveBooksQuery).data;
  const all = useStore(chosenFiles);
  const isPurposeSettled = targets !== undefined;
  const chosen = targets ? all.filter(({ corrects }) => corrects != null && targets.includes(corrects)) : all;
  if (chosen.length === 0) return null;
  const judged = chosen.map((file) => judge(file, chosen, books));
  const ready = judged.filter(({ readiness }) => readiness === 'READY');
  const count = (readiness: Readiness) => judged.filter((file) => file.readiness === readiness).length;
  const said = (key: 'chosen.faulty' | 'chosen.refused', number: number) =>
    number > 0 ? [t(key, { count: number, shown: formats.count(number) })] : [];
  const hints = [
    ...said('chosen.faulty', count('FAULTY')),
    ...said('chosen.refused', count('REFUSED')),
    ...(count('KIND_MISSING') > 0 ? [t('chosen.unclear')] : []),
  ];
  const groups = filesAsOne(judged);
  const isBlocked = ready.length === 0 || groups.some(isMixed);
  return (
    <Panel
      title={t('chosen.title')}
      hint={<span aria-live="polite">{hints.join(' ')}</span>}
      actions={
        <Group gap="xs">
          {!isPurposeSettled && chosen.length > 1 && (
            <Button variant="subtle" onClick={removeAllChosen}>
              {t('chosen.clear')}
            </Button>
          )}
          {!isPurposeSettled && groups.length === 0 && (
            <Button
              variant="default"
              leftSection={<IconSend size={16} aria-hidden />}
              disabled={isBlocked}
              onClick={() => sendFiles(ready, false)}
            >
              {ready.length === 0
                ? t('chosen.sendNone')
                : t('chosen.send', { count: ready.length, shown: formats.count(ready.length) })}
            </Button>
          )}
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            disabled={isBlocked}
            onClick={() => sendFiles(ready, true)}
          >
            {t('chosen.sendAndLoad')}
          </Button>
        </Group>
      }
    >
      <ul className={files.files} aria-label={t('chosen.list')}>
        {judged.map((file) => (
          <ChosenFileLine
            key={file.id}
            chosen={file}
            among={(groups.find((group) => group.files.includes(file))?.files ?? [file]).map(({ id }) => id)}
            isPurposeSettled={isPurposeSettled}
          />
        ))}
      </ul>
      <Stack gap="sm" mt="sm">
        {groups.map((group) => (
          <Alert
            key={`${group.kind.loanType} ${group.kind.fileType}`}
            color={isMixed(group) ? 'red' : 'petrol'}
            title={t(isMixed(group) ? 'chosen.mixed' : 'chosen.asOne', {
              count: group.files.length,
              loanType: t(`common:loanType.${group.kind.loanType}`),
              fileType: t(`common:fileType.${group.kind.fileType}`),
            })}
          >
            {isMixed(group)
              ? t('chosen.mixedHint')
              : t('chosen.asOneHint', { files: group.files.map(({ file }) => file.name).join(', ') })}
          </Alert>
        ))}
        {replacements(judged).map(([loanType, fileTypes]) => (
          <ReplacesLive key={loanType} loanType={loanType} fileTypes={fileTypes} />
        ))}
      </Stack>
    </Panel>
  );
}

/** The file types that files to be sent would replace as a whole, by loan type. */
function replacements(judged: readonly JudgedFile[]): [LoanType, FileTypeName[]][] {
  const found = new Map<LoanType, Set<FileTypeName>>();
  for (const { kind, corrects, readiness } of judged) {
    const isSent = readiness === 'READY' || readiness === 'FAULTY';
    if (!isSent || corrects !== null || kind.loanType === undefined || kind.fileType === undefined) continue;
    found.set(kind.loanType, (found.get(kind.loanType) ?? new Set()).add(kind.fileType));
  }
  return [...found].map(([loanType, fileTypes]) => [loanType, [...fileTypes]]);
}
