import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import type { SyncLog } from '../api/queries/syncs.ts';
import { fileTypesIn } from '../datasets/contracts.ts';
import { useFormats } from '../format/use-formats.ts';
import { CodeText } from './code-text.tsx';
import classes from './delivered-files.module.css';

/** The files that a sync took, by name, with their sizes and who sent them. */
export function DeliveredFiles({ sync }: { readonly sync: SyncLog }) {
  const uploads = fileTypesIn(sync.dataset, sync.files).flatMap((fileType) => sync.files[fileType]?.uploads ?? []);
  if (uploads.length === 0) return '–';
  return (
    <ul className={classes.files}>
      {uploads.map((upload) => (
        <li key={upload.upload_id}>
          <DeliveredFile upload={upload} />
        </li>
      ))}
    </ul>
  );
}

export function DeliveredFile({ upload }: { readonly upload: Schemas['DeliveredUpload'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { upload_id, file_name, size_bytes, sent_by } = upload;
  const facts = [
    ...(size_bytes === null ? [] : [formats.bytes(size_bytes)]),
    ...(sent_by === null ? [] : [t('files.sentBy', { who: sent_by })]),
  ];
  return (
    <>
      <span className={classes.name}>
        <CodeText value={file_name ?? upload_id} />
      </span>
      <Text size="xs" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </>
  );
}
