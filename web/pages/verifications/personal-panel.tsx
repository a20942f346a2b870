import { Button, Group } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../api/use-session.ts';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';

export interface PersonalPanelProps<T, K extends readonly unknown[]> {
  readonly title: string;
  readonly query: UseQueryOptions<T, Error, T, K>;
  readonly children: (data: T) => ReactNode;
}

/** Personal data, behind a click that says that it is written down. */
export function PersonalPanel<T, K extends readonly unknown[]>({ title, query, children }: PersonalPanelProps<T, K>) {
  const { t } = useTranslation('verifications');
  const allowed = useAllowed();
  const [isShown, setShown] = useState(false);
  const personal = useQuery({ ...query, enabled: isShown });
  return (
    <Panel title={title} hint={allowed.persons ? t('one.dataHint') : t('one.onlyAdmin')}>
      {allowed.persons && !isShown && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconEye size={16} aria-hidden />}
            onClick={() => setShown(true)}
          >
            {t('one.look')}
          </Button>
        </Group>
      )}
      {isShown && <Loaded query={personal}>{children}</Loaded>}
    </Panel>
  );
}
