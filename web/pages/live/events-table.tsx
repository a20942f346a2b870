import { Badge, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Stream, StreamEvent } from '../../api/queries/streams.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Amount } from '../../parts/values.tsx';
import { useCategoryName } from './category-name.ts';
import { membersOf } from './members.ts';
import { Moment } from './moment.tsx';
import classes from './tables.module.css';

/** The latest events, newest first. */
export function EventsTable({ stream, events }: { readonly stream: Stream; readonly events: readonly StreamEvent[] }) {
  const { t } = useTranslation('live');
  const called = useCategoryName(stream);
  return (
    <div className={classes.list}>
      <ScrollTable label={t('latest.title')} minWidth={420} asCards>
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
                  <Moment value={time} />
                </Table.Td>
                <Table.Td data-label={t('columns.name')} style={{ overflowWrap: 'anywhere' }}>
                  <div>
                    <Group gap={6}>
                      {name}
                      {event.is_alert && (
                        <Badge color="red" tt="none" size="sm">
                          {t('alert')}
                        </Badge>
                      )}
                    </Group>
                    <Text size="xs" c="dimmed">
                      {called(String(event.category))}
                    </Text>
                  </div>
                </Table.Td>
                <Table.Td data-number data-label={t('columns.amount')}>
                  <Amount value={amount} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </ScrollTable>
    </div>
  );
}
