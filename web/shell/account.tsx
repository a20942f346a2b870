import {
  Badge,
  Button,
  Group,
  Loader,
  SegmentedControl,
  Select,
  Stack,
  Text,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tenantQuery } from '../api/queries/tenant.ts';
import { signOut } from '../api/session.ts';
import { changeLanguage } from '../i18n/index.ts';
import { isLanguage, LANGUAGES } from '../i18n/language.ts';

/** Whose data this is, as whom, and how the page looks. */
export function Account() {
  const { t } = useTranslation();
  const tenant = useQuery(tenantQuery);
  return (
    <Stack component="section" gap="sm" aria-label={t('account.label')}>
      {tenant.data ? (
        <div>
          <Text fw={600} lineClamp={2}>
            {tenant.data.name}
          </Text>
          {tenant.data.username !== null && (
            <Text size="sm" truncate title={tenant.data.username}>
              {tenant.data.username}
            </Text>
          )}
          <Group gap={6}>
            <Text size="xs" c="dimmed" ff="monospace">
              {tenant.data.tenant_id}
            </Text>
            <Badge size="sm" color="gray" tt="none">
              {t(`account.role.${tenant.data.role}`)}
            </Badge>
          </Group>
        </div>
      ) : (
        tenant.isPending && <Loader size="xs" />
      )}
      <Appearance />
      <Button
        variant="default"
        size="xs"
        fullWidth
        leftSection={<IconLogout size={15} aria-hidden />}
        onClick={() => void signOut()}
      >
        {t('account.signOut')}
      </Button>
    </Stack>
  );
}

/** Language and colours; on the sign-in page too. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        aria-label={t('account.language')}
        size="xs"
        allowDeselect={false}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={i18n.language}
        onChange={(language) => isLanguage(language) && void changeLanguage(language)}
        flex={1}
        miw={96}
      />
      <SegmentedControl
        aria-label={t('account.appearance')}
        size="xs"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
        data={[
          {
            value: 'auto',
            label: <Choice icon={<IconDeviceDesktop size={15} aria-hidden />} name={t('account.auto')} />,
          },
          { value: 'light', label: <Choice icon={<IconSun size={15} aria-hidden />} name={t('account.light')} /> },
          { value: 'dark', label: <Choice icon={<IconMoon size={15} aria-hidden />} name={t('account.dark')} /> },
        ]}
      />
    </Group>
  );
}

function Choice({ icon, name }: { readonly icon: React.ReactNode; readonly name: string }) {
  return (
    <Group justify="center" h={20} w={14} title={name}>
      {icon}
      <VisuallyHidden>{name}</VisuallyHidden>
    </Group>
  );
}
