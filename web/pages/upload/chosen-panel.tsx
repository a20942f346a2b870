import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileKindName, type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ReplacesLive } from '../../parts/replaces-live.tsx';
import { ChosenFileLine } from './chosen-file-line.tsx';
import { chosenFiles, removeAllChosen, sendFiles } from './chosen-files.ts';
import files from './file-line.module.css';
import { filesAsOne, isMixed, type JudgedFile, judge, type Readiness } from './judge.ts';
import { isKnown } from './kind.ts';
import { useStore } from './store.ts';
import { useAllLiveBooks } from './use-all.ts';

/**
 * What was chosen and is not sent yet: what each file is, and what would become of it.
 * @param targets only files that were chosen to correct one of these syncs
 */
export function ChosenPanel({ targets }: { readonly targets?: readonly string[] }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const names = useNames();
  const books = useAllLiveBooks();
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
            key={fileKindName(group.kind)}
            color={isMixed(group) ? 'red' : 'petrol'}
            title={t(isMixed(group) ? 'chosen.mixed' : 'chosen.asOne', {
              count: group.files.length,
              slice: names.sliceInFull(group.kind),
              fileType: names.table(group.kind.dataset, group.kind.fileType),
            })}
          >
            {isMixed(group)
              ? t('chosen.mixedHint')
              : t('chosen.asOneHint', { files: group.files.map(({ file }) => file.name).join(', ') })}
          </Alert>
        ))}
        {replacements(judged).map(({ slice, fileTypes }) => (
          <ReplacesLive key={sliceText(slice)} slice={slice} fileTypes={[...fileTypes]} />
        ))}
      </Stack>
    </Panel>
  );
}

interface Replacement {
  readonly slice: SliceName;
  readonly fileTypes: Set<string>;
}

/** The file types that files to be sent would replace as a whole, by slice. */
function replacements(judged: readonly JudgedFile[]): readonly Replacement[] {
  const found = new Map<string, Replacement>();
  for (const { kind, corrects, readiness } of judged) {
    const isSent = readiness === 'READY' || readiness === 'FAULTY';
    if (!isSent || corrects !== null || !isKnown(kind)) continue;
    const replacement = found.get(sliceText(kind)) ?? { slice: sliceNameOf(kind), fileTypes: new Set() };
    replacement.fileTypes.add(kind.fileType);
    found.set(sliceText(kind), replacement);
  }
  return [...found.values()];
}
