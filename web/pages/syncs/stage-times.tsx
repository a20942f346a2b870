import { useTranslation } from 'react-i18next';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { Panel } from '../../parts/panel.tsx';
import { Duration } from '../../parts/values.tsx';
import classes from './stage-times.module.css';

/** Where the time went. */
export function StageTimes({ stages }: { readonly stages: SyncLog['stages'] }) {
  const { t } = useTranslation('syncs');
  const longest = Math.max(1, ...stages.map(({ duration_ms }) => duration_ms));
  return (
    <Panel title={t('stages.title')} hint={t('stages.hint')}>
      <dl className={classes.stages}>
        {stages.map(({ stage, duration_ms }) => (
          <div key={stage}>
            <dt>{t(`stages.of.${stage}`)}</dt>
            <dd>
              <span className={classes.bar} aria-hidden>
                <span style={{ width: `${(100 * duration_ms) / longest}%` }} />
              </span>
              <span className={classes.time}>
                <Duration milliseconds={duration_ms} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
