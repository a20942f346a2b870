import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changesQuery } from '../../api/queries/changes.ts';
import type { Publication } from '../../api/queries/publications.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Count } from '../../parts/values.tsx';
import classes from './file-changes.module.css';

export interface RestoreDifferenceProps {
  readonly publication: Publication;
  readonly live: Publication;
}

/**
 * What is live now and after, file by file. Of the book before the live one it is known row by row: what the live one brought
 * goes, what it took away comes back.
 */
export function RestoreDifference({ publication, live }: RestoreDifferenceProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const { dataset } = live;
  const changes = useQuery({ ...changesQuery(live.sync_id, 'published'), enabled: live.reason === null }).data;
  const isBefore = changes?.compared_with.sync_id === publication.sync_id;
  const fileTypes = fileTypesIn(dataset, { ...live.files, ...publication.files });
  return (
    <div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('files.file')}</th>
            <th scope="col">{t('restore.now')}</th>
            <th scope="col">{t('restore.after')}</th>
          </tr>
        </thead>
        <tbody>
          {fileTypes.map((fileType) => (
            <tr key={fileType}>
              <th scope="row">{names.table(dataset, fileType)}</th>
              <td>
                <Count value={live.files[fileType]?.rows ?? null} />
              </td>
              <td>
                <Count value={publication.files[fileType]?.rows ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isBefore &&
        fileTypes.map((fileType) => {
          const file = changes.files[fileType];
          if (!file?.delivered) return null;
          const { added, removed, changed } = file;
          return (
            <Text key={fileType} size="sm" mt={6}>
              {t('restore.rows', {
                file: names.table(dataset, fileType),
                // Seen from the book that comes back, it is the other way round.
                removed: formats.count(added),
                added: formats.count(removed),
                changed: formats.count(changed),
              })}
            </Text>
          );
        })}
    </div>
  );
}
