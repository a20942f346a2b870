import { Badge, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Stream, StreamEvent } from '../../api/queries/streams.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Amount, DateTime } from '../../parts/values.tsx';
import { membersOf } from './members.ts';

/** The latest events, newest first. */
export function EventsTable({ stream, events }: { readonly stream: Stream; readonly events: readonly StreamEvent[] }) {
  const { t } = useTranslation('live');
  return (
    <ScrollTable label={t('latest.title')} minWidth={420}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.time')}</Table.Th>
          <Table.Th>{t('columns.name')}</Table.Th>
          <Table.Th data-number>{t('columns.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => {
          const { time, name, amount } = membersOf(stream, event);
          return (
            <Table.Tr key={event.sequence}>
              <Table.Td>
                <DateTime value={time} />
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Group gap={6}>
                  {name}
                  {event.is_alert && (
                    <Badge color="red" variant="light" size="sm">
                      {t('alert')}
                    </Badge>
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  {String(event.category)}
                </Text>
              </Table.Td>
              <Table.Td data-number>
                <Amount value={amount} />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </ScrollTable>
  );
}
