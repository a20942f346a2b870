import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { auditAddress, auditPagesQuery } from '../../api/queries/audit.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { type AuditView, filterOf, isFiltered, readAuditView, writeAuditView } from './audit-view.ts';

const PAGE_ROWS = 20;

/** The entries that the address asks for, newest first, with filters and export. */
export function AuditList() {
  const { t } = useTranslation('settings');
  const [parameters, setParameters] = useSearchParams();
  const view = readAuditView(parameters);
  const filter = filterOf(view);
  const audit = useInfiniteQuery(auditPagesQuery(filter, PAGE_ROWS));
  const entries = audit.data?.pages.flatMap(({ data }) => data) ?? [];
  const show = (changes: AuditView) =>
    setParameters(writeAuditView({ ...view, ...changes }), { replace: true, preventScrollReset: true });
  const clear = () => setParameters({}, { replace: true, preventScrollReset: true });
  return (
    <Panel
      title={t('audit.title')}
      hint={t('audit.hint')}
      actions={<DownloadButton label={t('audit.export')} address={() => auditAddress(filter)} variant="default" />}
      flush
    >
      <AuditFilters view={view} onShow={show} onClear={isFiltered(view) ? clear : undefined} />
      {audit.isPending && <LoadingState rows={5} />}
      {audit.isError && <ErrorState error={audit.error} retry={() => void audit.refetch()} />}
      {audit.isSuccess && entries.length === 0 && <NoEntries isFiltered={isFiltered(view)} />}
      {entries.length > 0 && <AuditTable entries={entries} onShow={show} />}
      <MoreButton query={audit} />
    </Panel>
  );
}

function NoEntries(props: { readonly isFiltered: boolean }) {
  const { t } = useTranslation('settings');
  const said = props.isFiltered ? 'noneMatch' : 'none';
  return (
    <EmptyState title={t(`audit.${said}`)} icon={props.isFiltered ? IconFilterOff : IconHistory}>
      {t(`audit.${said}Detail`)}
    </EmptyState>
  );
}
