import { Alert, Group, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileNameFault } from '../../../shared/domain/file-name.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ServerText } from '../../parts/server-text.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import type { RowsVerdict } from './check/verdict.ts';
import classes from './check-outcome.module.css';
import { FaultyRows } from './faulty-rows.tsx';
import type { JudgedFile } from './judge.ts';
import { RefusalAlert } from './refusal-alert.tsx';

/** What would become of a file, as far as that can be said before it is sent. */
export function CheckOutcome({ chosen }: { readonly chosen: JudgedFile }) {
  const { t } = useTranslation('upload');
  const { readiness, verdict, recognised } = chosen;
  if (readiness === 'CHECKING') {
    return (
      <Group gap="xs" role="status">
        <Loader size={14} aria-hidden />
        <Text size="sm">{t('check.checking')}</Text>
      </Group>
    );
  }
  if (readiness === 'UNREADABLE') {
    return (
      <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('check.unreadable')}>
        {t('check.unreadableDetail')}
      </Alert>
    );
  }
  const name = fileNameFault(chosen.file.name);
  if (name) {
    return (
      <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('refusal.before')}>
        <ServiceSentence said={name.detail} message={name.message} />
      </Alert>
    );
  }
  const refusal = verdict ?? recognised;
  if (refusal && !refusal.ok) return <RefusalAlert dataset={chosen.kind.dataset} refusal={refusal} />;
  if (!verdict?.ok) return null;
  return (
    <>
      {verdict.rejectedRows > 0 ? (
        <FaultyRows chosen={chosen} verdict={verdict} />
      ) : (
        <FineRows dataset={chosen.kind.dataset} verdict={verdict} />
      )}
      {verdict.notices.map(({ code, detail, message }) => (
        <Text key={code} size="sm" c="dimmed">
          <ServerText said={detail} message={message} />
        </Text>
      ))}
    </>
  );
}

function FineRows({ dataset, verdict }: { readonly dataset: string | undefined; readonly verdict: RowsVerdict }) {
  const names = useNames();
  const { t } = useTranslation('upload');
  const formats = useFormats();
  const { rows, isWhole, warnedRows } = verdict;
  const numbers = { count: rows, shown: formats.count(rows) };
  return (
    <div className={classes.fine} role="status">
      <IconCircleCheck size={17} aria-hidden className={classes.sign} />
      <Text size="sm">
        {isWhole ? t('check.fine.whole', numbers) : t('check.fine.part', numbers)}{' '}
        {warnedRows > 0 && `${t('check.warned', { count: warnedRows, shown: formats.count(warnedRows) })} `}
        <Text span size="sm" c="dimmed">
          {dataset === undefined ? t('check.rest') : names.said(dataset, 'upload:check.rest')}
        </Text>
      </Text>
    </div>
  );
}
