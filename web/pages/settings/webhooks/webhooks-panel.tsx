import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { webhooksQuery } from '../../../api/queries/webhooks.ts';
import { usePath } from '../../../datasets/use-dataset.ts';
import { ButtonLink } from '../../../parts/button-link.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { Loaded, LoadingState } from '../../../parts/states.tsx';

/** Leads to the page of webhooks, and says if one of them was switched off. */
export function WebhooksPanel() {
  const { t } = useTranslation('settings');
  const path = usePath();
  const webhooks = useQuery(webhooksQuery);
  return (
    <Panel
      title={t('webhooks.title')}
      hint={t('webhooks.hint')}
      actions={
        <ButtonLink variant="default" to={path('/settings/webhooks')}>
          {t('webhooks.open')}
        </ButtonLink>
      }
    >
      <Loaded query={webhooks} loading={<LoadingState rows={1} />}>
        {(all) => {
          const off = all.filter(({ disabled_because }) => disabled_because !== null).length;
          return (
            <>
              <Text>{all.length === 0 ? t('webhooks.none') : t('webhooks.count', { count: all.length })}</Text>
              {off > 0 && <Text c="red">{t('webhooks.off', { count: off })}</Text>}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
