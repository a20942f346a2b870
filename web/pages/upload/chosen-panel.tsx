import { Alert, Button, Group } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ChosenFileLine } from './chosen-file-line.tsx';
import { chosenFiles, removeAllChosen, sendReady } from './chosen-files.ts';
import files from './file-line.module.css';
import { type JudgedFile, judge, type Readiness } from './judge.ts';
import type { Kind } from './kind.ts';
import { useStore } from './store.ts';

/** What was chosen and is not sent yet: what each file is, and what would become of it. */
export function ChosenPanel() {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const chosen = useStore(chosenFiles);
  if (chosen.length === 0) return null;
  const judged = chosen.map((file) => judge(file, chosen));
  const count = (readiness: Readiness) => judged.filter((file) => file.readiness === readiness).length;
  const ready = count('READY');
  const said = (key: 'chosen.faulty' | 'chosen.refused', number: number) =>
    number > 0 ? [t(key, { count: number, shown: formats.count(number) })] : [];
  const hints = [
    ...said('chosen.faulty', count('FAULTY')),
    ...said('chosen.refused', count('REFUSED')),
    ...(count('KIND_MISSING') > 0 ? [t('chosen.unclear')] : []),
  ];
  return (
    <Panel
      title={t('chosen.title')}
      hint={<span aria-live="polite">{hints.join(' ')}</span>}
      actions={
        <Group gap="xs">
          {chosen.length > 1 && (
            <Button variant="default" onClick={removeAllChosen}>
              {t('chosen.clear')}
            </Button>
          )}
          <Button leftSection={<IconSend size={16} aria-hidden />} disabled={ready === 0} onClick={sendReady}>
            {ready === 0 ? t('chosen.sendNone') : t('chosen.send', { count: ready, shown: formats.count(ready) })}
          </Button>
        </Group>
      }
    >
      <ul className={files.files} aria-label={t('chosen.list')}>
        {judged.map((file) => (
          <ChosenFileLine key={file.id} chosen={file} />
        ))}
      </ul>
      {kindsTwice(judged).map(({ loanType, fileType }) => (
        <Alert key={`${loanType} ${fileType}`} color="yellow" mt="sm">
          {t('chosen.twice', {
            loanType: t(`common:loanType.${loanType}`),
            fileType: t(`common:fileType.${fileType}`),
          })}
        </Alert>
      ))}
    </Panel>
  );
}

/** Kinds that several files to be sent are of. */
function kindsTwice(judged: readonly JudgedFile[]): Kind[] {
  const seen = new Map<string, { kind: Kind; files: number }>();
  for (const { kind, readiness } of judged) {
    const { loanType, fileType } = kind;
    if (loanType === undefined || fileType === undefined || readiness === 'REFUSED') continue;
    const name = `${loanType} ${fileType}`;
    seen.set(name, { kind: { loanType, fileType }, files: (seen.get(name)?.files ?? 0) + 1 });
  }
  return [...seen.values()].filter(({ files }) => files > 1).map(({ kind }) => kind);
}
