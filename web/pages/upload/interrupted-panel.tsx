import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import files from './file-line.module.css';
import { InterruptedUpload } from './interrupted-upload.tsx';
import { begunUploads } from './send/begun-uploads.ts';
import { transfers } from './send/transfers.ts';
import { useStore } from './store.ts';
import { useAllUploads } from './use-all.ts';

const LOOKED_AT = 100;

/** Uploads that this browser has begun before the page was loaded, and that still wait for their file. */
export function InterruptedPanel() {
  const { t } = useTranslation('upload');
  const waiting = useAllUploads(LOOKED_AT, 'AWAITING_UPLOAD');
  const all = useStore(transfers);
  const begun = begunUploads();
  const interrupted = waiting.filter(
    ({ upload_id }) => begun[upload_id] && !all.some(({ uploadId }) => uploadId === upload_id),
  );
  if (interrupted.length === 0) return null;
  return (
    <Panel title={t('interrupted.title')} hint={t('interrupted.hint')}>
      <ul className={files.files} aria-label={t('interrupted.title')}>
        {interrupted.map((upload) => (
          <InterruptedUpload key={upload.upload_id} upload={upload} />
        ))}
      </ul>
    </Panel>
  );
}
