import { Badge, Button, Stack, Table, Text, Textarea } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeAlert, type Stream, type StreamAlert } from '../../api/queries/streams.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { Amount } from '../../parts/values.tsx';
import { membersOf } from './members.ts';
import { Moment } from './moment.tsx';
import classes from './tables.module.css';

const MOST_CHARACTERS = 1000;

/** Events of high value, newest first. Who may, closes them with a note of what was found. */
export function AlertsPanel({ stream, alerts }: { readonly stream: Stream; readonly alerts: readonly StreamAlert[] }) {
  const { t } = useTranslation('live');
  const allowed = useAllowed();
  const [closing, setClosing] = useState<StreamAlert>();
  return (
    <Panel title={t('alerts.title')} flush={alerts.length > 0}>
      {alerts.length === 0 ? (
        <EmptyState title={t('alerts.none')} icon={IconShieldCheck}>
          {t('alerts.noneDetail')}
        </EmptyState>
      ) : (
        <div className={classes.list}>
          <ScrollTable label={t('alerts.title')} minWidth={480} asCards>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('columns.time')}</Table.Th>
                <Table.Th>{t('columns.name')}</Table.Th>
                <Table.Th data-number>{t('columns.amount')}</Table.Th>
                <Table.Th>{t('columns.status')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {alerts.map((alert) => {
                const { time, name, amount } = membersOf(stream, alert.event);
                return (
                  <Table.Tr key={alert.alert_id}>
                    <Table.Td>
                      <Moment value={time} />
                    </Table.Td>
                    <Table.Td data-label={t('columns.name')} style={{ overflowWrap: 'anywhere' }}>
                      <div className={classes.named}>
                        {name}
                        {alert.status === 'closed' && <Note alert={alert} />}
                      </div>
                    </Table.Td>
                    <Table.Td data-number data-label={t('columns.amount')}>
                      <div>
                        <Amount value={amount} />
                        <Text size="xs" c="dimmed">
                          {t('alerts.over')} <Amount value={alert.threshold} />
                        </Text>
                      </div>
                    </Table.Td>
                    <Table.Td data-label={t('columns.status')}>
                      {alert.status === 'closed' ? (
                        <Badge color="gray" tt="none">
                          {t('alerts.closed')}
                        </Badge>
                      ) : allowed.write ? (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={t('alerts.closeOf', { name, amount })}
                          onClick={() => setClosing(alert)}
                        >
                          {t('alerts.close')}
                        </Button>
                      ) : (
                        <Badge color="red" tt="none">
                          {t('alerts.open')}
                        </Badge>
                      )}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </ScrollTable>
        </div>
      )}
      {closing && <CloseDialog stream={stream} alert={closing} onClose={() => setClosing(undefined)} />}
    </Panel>
  );
}

/** What was found, by whom and when: below the name, since a column of its own would take the room of the others. */
function Note({ alert }: { readonly alert: StreamAlert }) {
  const formats = useFormats();
  const by = [alert.closed_by, alert.closed_at && formats.dateTime(alert.closed_at)].filter(Boolean).join(', ');
  const text = `${alert.note} (${by})`;
  return (
    <Text size="xs" c="dimmed" className={classes.note} lineClamp={3} title={text}>
      {text}
    </Text>
  );
}

interface CloseDialogProps {
  readonly stream: Stream;
  readonly alert: StreamAlert;
  readonly onClose: () => void;
}

/** What is closed shows itself with the next answer, here and everywhere. */
function CloseDialog({ stream, alert, onClose }: CloseDialogProps) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const [note, setNote] = useState('');
  const close = useMutation({
    mutationFn: () => closeAlert(stream.name, alert.alert_id, note.trim()),
    onSuccess: onClose,
  });
  const { name, amount } = membersOf(stream, alert.event);
  return (
    <ConfirmDialog
      title={t('alerts.closeTitle')}
      confirm={t('alerts.close')}
      isOff={note.trim() === ''}
      isPending={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>{t('alerts.closeWhat', { name, amount: formats.amount(amount) })}</Text>
        <Textarea
          label={t('alerts.note')}
          description={t('alerts.noteHint')}
          required
          autosize
          minRows={2}
          maxLength={MOST_CHARACTERS}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
