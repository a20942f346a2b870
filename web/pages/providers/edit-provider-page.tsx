import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { type Provider, providerQuery } from '../../api/queries/providers.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Loaded } from '../../parts/states.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { OnlyAdmins } from './new-provider-page.tsx';
import { draftOf } from './provider-draft.ts';
import { ProviderForm } from './provider-form.tsx';

export default function EditProviderPage() {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  const { code = '' } = useParams();
  const provider = useQuery(providerQuery(code));
  if (isMissing(provider.error)) {
    const to = mediatorPath('/providers');
    return (
      <NotFound title={t('one.missing')} detail={t('one.missingDetail')} asked={code} to={to} back={t('one.all')} />
    );
  }
  return (
    <>
      <PageHeader title={t('form.editTitle', { code })} />
      {allowed.providers ? <Loaded query={provider}>{(one) => <Form provider={one} />}</Loaded> : <OnlyAdmins />}
    </>
  );
}

/** Of the provider as it was when the form was opened: what comes later changes nothing that is being typed. */
function Form({ provider }: { readonly provider: Provider }) {
  const formats = useFormats();
  const [opened] = useState(() => ({ provider, first: draftOf(provider, formats) }));
  return <ProviderForm {...opened} />;
}
