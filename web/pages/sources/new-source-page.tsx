import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAllowed } from '../../api/use-session.ts';
import { sliceIn } from '../../datasets/slice-in-parameters.ts';
import { useDataset, usePath } from '../../datasets/use-dataset.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { newDraft } from './source-draft.ts';
import { SourceForm } from './source-form.tsx';

export default function NewSourcePage() {
  const { t } = useTranslation('sources');
  const allowed = useAllowed();
  const dataset = useDataset();
  const formats = useFormats();
  const [parameters] = useSearchParams();
  const [first] = useState(() => newDraft(sliceIn(dataset, parameters), formats));
  return (
    <>
      <PageHeader title={t('form.addTitle')} intro={t('form.intro')} />
      {allowed.write ? <SourceForm first={first} /> : <OnlyWriters />}
    </>
  );
}

/** For who was sent the address of a form that the role does not have. */
export function OnlyWriters() {
  const { t } = useTranslation('sources');
  const path = usePath();
  return (
    <EmptyState
      title={t('form.forbidden')}
      icon={IconLock}
      action={<ButtonLink to={path('/sources')}>{t('one.all')}</ButtonLink>}
    />
  );
}
