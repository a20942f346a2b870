import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { findingGroupsQuery } from '../../api/queries/findings.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { rejectedRowsAddress } from '../../api/sync-downloads.ts';
import { stateOf } from '../../api/sync-outcome.ts';
import { useAllowed } from '../../api/use-session.ts';
import { fileTypesIn, isPrivateFile, sliceNameOf } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { CorrectionArea } from '../upload/correction-area.tsx';
import classes from './fix-panel.module.css';
import { type FixTarget, useFixTarget } from './use-fix-target.ts';

/** The way from rejected rows to a whole book: download them, fix them, send them again. Or why that is not possible here. */
export function FixPanel({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const target = useFixTarget(sync);
  const box = useScrolledTo('#fix');
  const allowed = useAllowed();
  const state = stateOf(sync);
  const reason = whyNot(state);
  return (
    <div id="fix" ref={box} className={classes.box}>
      <Panel title={t('fix.title')} hint={t(reason || !allowed.write ? 'fix.hintNot' : 'fix.hint')}>
        <ol className={classes.steps}>
          <li>
            <Text fw={600}>{t('fix.download')}</Text>
            <Downloads sync={sync} />
          </li>
          <li>
            <Text fw={600}>{t('fix.edit')}</Text>
            <Text c="dimmed" size="sm">
              {t('fix.editHint')}
            </Text>
          </li>
          <li>
            <Text fw={600}>{t('fix.send')}</Text>
            {reason ? <Text size="sm">{t(reason)}</Text> : target && <Sending sync={sync} target={target} />}
          </li>
        </ol>
      </Panel>
    </div>
  );
}

/** Of what did not get in there is nothing to correct. */
function whyNot(state: ReturnType<typeof stateOf>) {
  switch (state) {
    case 'FAILED':
      return 'fix.not.failed' as const;
    case 'VALID':
    case 'PARTLY_VALID':
      return 'fix.not.checkOnly' as const;
    case 'AWAITING_PUBLICATION':
      return 'fix.not.pending' as const;
    case 'DISCARDED':
      return 'fix.not.discarded' as const;
    default:
      return undefined;
  }
}

function Sending({ sync, target }: { readonly sync: SyncLog; readonly target: FixTarget }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const names = useNames();
  const slice = names.slice(sync);
  if (target.state === 'replaced') {
    if (!target.book) return <Text size="sm">{t('fix.not.nothingLive', { slice })}</Text>;
    return (
      <Text size="sm">
        {t('fix.not.replaced')}{' '}
        <SyncLink dataset={sync.dataset} id={target.book.sync_id}>
          {t('fix.toLive', { slice, when: formats.dateTime(target.book.published_at) })}
        </SyncLink>
      </Text>
    );
  }
  return (
    <Stack gap="sm" mt={4}>
      {target.state === 'corrected' ? (
        <Text size="sm">
          {t('fix.corrected')}{' '}
          <SyncLink dataset={sync.dataset} id={target.corrects}>
            {t('fix.toCorrection')}
          </SyncLink>
        </Text>
      ) : (
        allowed.write && (
          <Text c="dimmed" size="sm">
            {names.said(sync.dataset, 'syncs:fix.sendHint')}
          </Text>
        )
      )}
      {allowed.write ? (
        <CorrectionArea slice={sliceNameOf(sync)} corrects={target.corrects} about={sync.id} />
      ) : (
        <Text size="sm">{t('fix.not.role')}</Text>
      )}
    </Stack>
  );
}

interface SyncLinkProps {
  readonly dataset: string;
  readonly id: string;
  readonly children: string;
}

function SyncLink({ dataset, id, children }: SyncLinkProps) {
  return (
    <Anchor
      component={Link}
      to={pathOf(dataset, `/syncs/${id}`)}
      fz="inherit"
      c="var(--tranche-link)"
      underline="always"
    >
      {children}
    </Anchor>
  );
}

function Downloads({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const allowed = useAllowed();
  const groups = useQuery(findingGroupsQuery(sync.id)).data ?? [];
  const mayReturn = groups.some((group) => group.severity === 'ERROR' && group.error_type === 'CROSS_REFERENCE');
  return (
    <Stack gap={6} mt={4}>
      <Group gap="sm">
        {fileTypesIn(sync.dataset, sync.files).map((fileType) => {
          const rejected = sync.files[fileType]?.rejected_rows ?? 0;
          if (rejected === 0) return null;
          const file = names.table(sync.dataset, fileType);
          if (isPrivateFile(sync.dataset, fileType) && !allowed.privateRows) {
            return (
              <Text key={fileType} size="sm">
                {t('fix.privateRows', { file })}
              </Text>
            );
          }
          return (
            <DownloadButton
              key={fileType}
              label={t('fix.rowsOf', { file, count: rejected, shown: formats.count(rejected) })}
              name={t('files.downloadOf', { file })}
              address={() => rejectedRowsAddress(sync.id, fileType)}
              variant="default"
            />
          );
        })}
      </Group>
      <Text c="dimmed" size="sm">
        {t('fix.downloadHint')} {mayReturn && names.said(sync.dataset, 'syncs:fix.returnHint')}
      </Text>
    </Stack>
  );
}

/** Brings what the address names into view, once it is there. */
function useScrolledTo(name: string): React.RefObject<HTMLDivElement | null> {
  const { hash } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === name) box.current?.scrollIntoView({ block: 'start' });
  }, [hash, name]);
  return box;
}
