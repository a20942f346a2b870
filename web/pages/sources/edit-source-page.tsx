import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { type Source, sourceQuery } from '../../api/queries/sources.ts';
import { useAllowed } from '../../api/use-session.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useFormats } from '../../format/use-formats.ts';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Loaded } from '../../parts/states.tsx';
import { OnlyWriters } from './new-source-page.tsx';
import { draftOf } from './source-draft.ts';
import { SourceForm } from './source-form.tsx';

export default function EditSourcePage() {
  const { t } = useTranslation('sources');
  const allowed = useAllowed();
  const { sourceId = '' } = useParams();
  const { name: dataset } = useDataset();
  const source = useQuery(sourceQuery(sourceId));
  if (isMissing(source.error)) {
    const to = pathOf(dataset, '/sources');
    return (
      <NotFound title={t('one.missing')} detail={t('one.missingDetail')} asked={sourceId} to={to} back={t('one.all')} />
    );
  }
  if (source.data && source.data.dataset !== dataset) {
    return <Navigate to={pathOf(source.data.dataset, `/sources/${sourceId}/edit`)} replace />;
  }
  return (
    <>
      <PageHeader title={source.data ? t('form.editTitle', { name: source.data.name }) : t('title')} />
      {allowed.write ? <Loaded query={source}>{(one) => <Form source={one} />}</Loaded> : <OnlyWriters />}
    </>
  );
}

/** Of the source as it was when the form was opened: what comes later changes nothing that is being typed. */
function Form({ source }: { readonly source: Source }) {
  const formats = useFormats();
  const [opened] = useState(() => ({ source, first: draftOf(source, formats) }));
  return <SourceForm {...opened} />;
}
