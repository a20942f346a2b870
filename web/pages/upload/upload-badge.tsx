import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemCode } from '../../api/problem.ts';
import type { Upload } from '../../api/queries/uploads.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';

/** Whether what it loaded was given up before it was published: FAILED by its status, and nobody's fault. */
export const isDiscarded = ({ status, problem }: Pick<Upload, 'status' | 'problem'>): boolean =>
  status === 'FAILED' && problem !== null && problemCode(problem.type) === 'discarded';

/** The status of an upload, and what FAILED leaves open. */
export function UploadBadge({ upload }: { readonly upload: Pick<Upload, 'status' | 'problem'> }) {
  const { t } = useTranslation();
  if (!isDiscarded(upload)) return <StatusBadge status={upload.status} />;
  return (
    <Badge color="gray" tt="none">
      {t('syncState.DISCARDED')}
    </Badge>
  );
}
