import { Anchor, List } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LOAN_TYPES, latestSyncOfQuery, type SyncLog, syncConfigsQuery } from '../../api/queries/syncs.ts';
import { latestUploadsQuery, type Upload } from '../../api/queries/uploads.ts';
import { useFormats } from '../../format/use-formats.ts';
import classes from './attention.module.css';

const REJECTED_UPLOADS = 3;

interface Item {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly text: ReactNode;
  readonly to: string;
  readonly action: string;
}

/** What somebody at the bank should do something about, the worst first. */
export function Attention() {
  const { t } = useTranslation('overview');
  const items = useItems();
  if (items === undefined) return null;
  return (
    <section className={classes.panel} aria-label={t('attention.title')} data-severity={items[0]?.severity ?? 'none'}>
      {items.length === 0 ? (
        <p className={classes.line}>
          <IconCircleCheck size={18} aria-hidden />
          {t('attention.none')}
        </p>
      ) : (
        <>
          <h2 className={classes.title}>
            <IconAlertTriangle size={18} aria-hidden />
            {t('attention.title')}
          </h2>
          <List size="sm" spacing={4} listStyleType="none">
            {items.map(({ key, text, to, action }) => (
              <List.Item key={key}>
                {text}{' '}
                <Anchor component={Link} to={to} fz="sm" underline="always" c="inherit" fw={600}>
                  {action}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </section>
  );
}

/** @returns undefined until all is known that decides: "nothing needs attention" is never said too soon. */
function useItems(): readonly Item[] | undefined {
  const { t } = useTranslation(['overview', 'common']);
  const formats = useFormats();
  const configs = useQuery(syncConfigsQuery);
  const uploads = useQuery(latestUploadsQuery(20));
  const syncs = useQueries({ queries: LOAN_TYPES.map(latestSyncOfQuery) });
  if (!configs.data || !uploads.data || syncs.some((sync) => sync.data === undefined)) return undefined;

  const ofSync = (sync: SyncLog): Item[] => {
    const loanType = t(`common:loanType.${sync.loan_type}`);
    const open = { key: sync.id, to: `/syncs/${sync.id}`, action: t('attention.view') };
    if (sync.status === 'FAILED') {
      return [
        { ...open, severity: 'error', text: t('attention.failed', { loanType, reason: sync.failure?.title ?? '' }) },
      ];
    }
    const rejected = Object.values(sync.files).reduce((sum, file) => sum + (file?.rejected_rows ?? 0), 0);
    if (rejected === 0) return [];
    const text = t('attention.rejectedRows', { loanType, count: rejected, shown: formats.count(rejected) });
    return [{ ...open, severity: 'warning', text }];
  };
  const items = [
    ...syncs.flatMap(({ data }) => (data ? ofSync(data) : [])),
    ...rejectedAndNotReplaced(uploads.data.data).map(
      ({ upload_id, file_name, problem }): Item => ({
        key: upload_id,
        severity: 'error',
        text: t('attention.rejectedFile', { file: file_name, reason: problem?.title ?? '' }),
        to: '/upload',
        action: t('attention.view'),
      }),
    ),
    ...configs.data.data
      .filter((config) => !config.is_enabled)
      .map(
        ({ loan_type }): Item => ({
          key: `disabled ${loan_type}`,
          severity: 'warning',
          text: t('attention.disabled', { loanType: t(`common:loanType.${loan_type}`) }),
          to: '/settings',
          action: t('attention.settings'),
        }),
      ),
  ];
  return items.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

/** Rejected files after which none of the same kind was taken. Newest first, as the list is. */
function rejectedAndNotReplaced(uploads: readonly Upload[]): Upload[] {
  const taken = new Set<string>();
  const rejected: Upload[] = [];
  for (const upload of uploads) {
    const kind = `${upload.loan_type} ${upload.file_type}`;
    if (upload.status === 'REJECTED' && !taken.has(kind)) rejected.push(upload);
    else if (['STAGED', 'SYNCING', 'LOADED'].includes(upload.status)) taken.add(kind);
  }
  return rejected.slice(0, REJECTED_UPLOADS);
}
