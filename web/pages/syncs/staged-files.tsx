import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Upload } from '../../api/queries/uploads.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { Bytes, DateTime } from '../../parts/values.tsx';
import classes from './staged-files.module.css';

/** The files that a sync would take. */
export function StagedFiles({ files }: { readonly files: readonly Upload[] }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  return (
    <ul className={classes.files} aria-label={t('start.staged')}>
      {files.map((file) => (
        <li key={file.upload_id}>
          <Text fw={600} size="sm">
            {names.table(file.dataset, file.file_type)}
            {file.corrects !== null && ` · ${t('start.correction')}`}
          </Text>
          <div className={classes.name}>
            <CodeText value={file.file_name} />
          </div>
          <Text size="xs" c="dimmed">
            <Bytes size={file.size_bytes} />
            {file.row_estimate !== null && ` · ${t('start.rows', { rows: formats.count(file.row_estimate) })}`}
            {' · '}
            <DateTime value={file.staged_at ?? file.created_at} ago />
          </Text>
        </li>
      ))}
    </ul>
  );
}
