import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { documentsQuery, type KycDocument, openDocument } from '../../api/queries/kyc.ts';
import { useAllowed } from '../../api/use-session.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { type Meaning, MeaningBadge } from '../../parts/meaning-badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { Bytes, DateTime } from '../../parts/values.tsx';

const MEANINGS: Readonly<Record<KycDocument['status'], Meaning>> = {
  awaited: 'waiting',
  arrived: 'good',
  deleted: 'over',
};

/** The documents of a verification; an admin can fetch them. */
export function DocumentsPanel({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('verifications');
  const allowed = useAllowed();
  const documents = useQuery(documentsQuery(requestId));
  const isListed = (documents.data?.length ?? 0) > 0;
  return (
    <Panel title={t('one.documents')} hint={t('one.documentsHint')} flush={isListed}>
      <Loaded query={documents}>
        {(all) =>
          all.length === 0 ? (
            <Text size="md" c="dimmed">
              {t('one.noDocuments')}
            </Text>
          ) : (
            <ScrollTable label={t('one.documents')} minWidth={760} asCards>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('document.kind')}</Table.Th>
                  <Table.Th>{t('document.state')}</Table.Th>
                  <Table.Th>{t('document.format')}</Table.Th>
                  <Table.Th data-number>{t('document.size')}</Table.Th>
                  <Table.Th>{t('document.sentBy')}</Table.Th>
                  <Table.Th>{t('document.until')}</Table.Th>
                  {allowed.persons && <Table.Th aria-hidden />}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((document) => (
                  <Table.Tr key={document.document_id}>
                    <Table.Td>
                      <CodeText value={document.kind} />
                    </Table.Td>
                    <Table.Td data-label={t('document.state')}>
                      <MeaningBadge meaning={MEANINGS[document.status]}>
                        {t(`document.stateOf.${document.status}`)}
                      </MeaningBadge>
                    </Table.Td>
                    <Table.Td data-label={t('document.format')}>{document.content_type}</Table.Td>
                    <Table.Td data-label={t('document.size')} data-number>
                      <Bytes size={document.size_bytes} />
                    </Table.Td>
                    <Table.Td data-label={t('document.sentBy')}>{document.sent_by}</Table.Td>
                    <Table.Td data-label={t('document.until')}>
                      <DateTime value={document.deleted_at ?? document.delete_at} />
                    </Table.Td>
                    {allowed.persons && (
                      <Table.Td>{document.status === 'arrived' && <Fetch document={document} />}</Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </ScrollTable>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** Asks where the document lies, and leads there: the browser shows it in a window of its own. */
function Fetch({ document: { request_id, document_id, kind } }: { readonly document: KycDocument }) {
  const { t } = useTranslation('verifications');
  // The address is good for who has it: it is kept no longer than it is shown.
  const opening = useMutation({ mutationFn: () => openDocument(request_id, document_id), gcTime: 0 });
  if (opening.data) {
    return (
      <Stack gap={0}>
        <Anchor href={opening.data.download.url} target="_blank" rel="noopener noreferrer" size="sm">
          <IconExternalLink size={14} aria-hidden /> {t('document.open', { name: opening.data.file_name ?? kind })}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t('document.openFor')}
        </Text>
      </Stack>
    );
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={t('document.fetchOf', { kind })}
        loading={opening.isPending}
        onClick={() => opening.mutate()}
      >
        {t('document.fetch')}
      </Button>
      {opening.isError && <ErrorState error={opening.error} />}
    </>
  );
}
