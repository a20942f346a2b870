import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { newDraft } from './provider-draft.ts';
import { ProviderForm } from './provider-form.tsx';

export default function NewProviderPage() {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  const formats = useFormats();
  const [first] = useState(() => newDraft(formats));
  return (
    <>
      <PageHeader title={t('form.addTitle')} intro={t('form.intro')} />
      {allowed.providers ? <ProviderForm first={first} /> : <OnlyAdmins />}
    </>
  );
}

/** For who was sent the address of a form that the role does not have. */
export function OnlyAdmins() {
  const { t } = useTranslation('providers');
  return (
    <EmptyState
      title={t('one.noChange')}
      icon={IconLock}
      action={<ButtonLink to={mediatorPath('/providers')}>{t('one.all')}</ButtonLink>}
    />
  );
}
