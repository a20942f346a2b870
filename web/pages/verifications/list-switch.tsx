import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { mediatorPath } from '../../shell/mediator-path.ts';

const PATHS = { verifications: '/verifications', profiles: '/verifications/profiles' } as const;

/** From what is asked to whom it is about, and back. */
export function ListSwitch({ open }: { readonly open: keyof typeof PATHS }) {
  const { t } = useTranslation('verifications');
  const navigate = useNavigate();
  return (
    <SegmentedControl
      aria-label={t('views.label')}
      value={open}
      onChange={(value) => void navigate(mediatorPath(PATHS[value as keyof typeof PATHS]))}
      data={(['verifications', 'profiles'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
    />
  );
}
