import { Alert, Group, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import type { RowsVerdict } from './check/verdict.ts';
import { sendAllTheSame } from './chosen-files.ts';
import classes from './faulty-rows.module.css';
import { FindingsTable } from './findings-table.tsx';
import type { JudgedFile } from './judge.ts';

/** Rows that would be rejected: by rule, then each with its value; and the choice to send the file all the same. */
export function FaultyRows({ chosen, verdict }: { readonly chosen: JudgedFile; readonly verdict: RowsVerdict }) {
  const { t } = useTranslation('upload');
  const formats = useFormats();
  const allowed = useAllowed();
  const { rows, isWhole, rejectedRows, findings } = verdict;
  const numbers = { count: rows, shown: formats.count(rows), rejected: formats.count(rejectedRows) };
  const groups = verdict.groups.filter(({ severity }) => severity === 'ERROR');
  return (
    <Stack gap="sm">
      <Alert
        color="yellow"
        icon={<IconAlertTriangle aria-hidden />}
        role="status"
        title={isWhole ? t('check.faulty.whole', numbers) : t('check.faulty.part', numbers)}
      >
        <ul className={classes.groups} aria-label={t('rejected.rules')}>
          {groups.map(({ rule_id, expected, expected_message, count }) => (
            <li key={rule_id}>
              <RuleLink ruleId={rule_id} />{' '}
              {expected !== null && <ServerText said={expected} message={expected_message} />}{' '}
              <Text span size="sm" fw={600} className={classes.count ?? ''}>
                {t('rejected.rows', { count, shown: formats.count(count) })}
              </Text>
            </li>
          ))}
        </ul>
      </Alert>
      <FindingsTable fileName={chosen.file.name} findings={findings} isSheet={'sheet' in verdict.form} />
      <Group>
        <Switch
          label={t('check.sendAllTheSame')}
          description={t('check.sendAllTheSameHint')}
          checked={chosen.isSentAllTheSame}
          disabled={!allowed.write}
          onChange={(event) => sendAllTheSame(chosen.id, event.currentTarget.checked)}
        />
      </Group>
    </Stack>
  );
}
