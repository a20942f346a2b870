import { Group, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { tablesOf } from '../../../shared/contracts/contract.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { FewChoice, VariantChoice } from '../../parts/slice-choice.tsx';
import { useFollowed } from '../../parts/use-followed.ts';
import { ORDERS, type Order, type ProfileView } from './profile-view.ts';

export interface ProfileToolbarProps {
  readonly view: ProfileView;
  readonly onChange: (changes: Partial<ProfileView>) => void;
}

export function ProfileToolbar({ view, onChange }: ProfileToolbarProps) {
  const { t } = useTranslation(['profile', 'common']);
  const names = useNames();
  const dataset = useDataset();
  const [search, setSearch] = useFollowed(view.search, (next) => onChange({ search: next }));
  const [onlyNotable, setOnlyNotable] = useFollowed(view.onlyNotable, (next) => onChange({ onlyNotable: next }));
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <VariantChoice
          dataset={dataset}
          value={view.slice.variant}
          onChange={(variant) => onChange({ slice: { dataset: dataset.name, variant } })}
        />
        <FewChoice
          label={t('dataType')}
          value={view.dataType}
          choices={tablesOf(dataset).map(({ name }) => ({ value: name, label: names.table(dataset.name, name) }))}
          onChange={(dataType) => onChange({ dataType })}
        />
      </Group>
      <Group gap="sm">
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          aria-label={t('order.label')}
          w={240}
          allowDeselect={false}
          value={view.order}
          data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
          onChange={(order) => onChange({ order: (order ?? 'file') as Order })}
        />
        <Switch
          label={t('onlyNotable')}
          checked={onlyNotable}
          onChange={(event) => setOnlyNotable(event.currentTarget.checked)}
        />
      </Group>
    </Group>
  );
}
