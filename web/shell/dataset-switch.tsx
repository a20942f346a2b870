import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { DATASETS, findDataset } from '../../shared/datasets/registry.ts';
import { pathOf } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';
import { useDestinations } from './destinations.ts';

/** All datasets, in the list: the page where one is chosen. */
const ALL = '';

export interface DatasetSwitchProps {
  readonly open: Dataset | undefined;
  readonly onNavigate?: () => void;
}

/** Which dataset is open, and the way to another one; nothing where there is one only. */
export function DatasetSwitch({ open, onNavigate }: DatasetSwitchProps) {
  const { t } = useTranslation();
  const names = useNames();
  const navigate = useNavigate();
  const destinations = useDestinations();
  const { pathname } = useLocation();
  if (DATASETS.length === 1) return null;
  const go = (dataset: string | null) => {
    if (dataset === null || dataset === open?.name) return;
    onNavigate?.();
    const chosen = findDataset(dataset);
    void navigate(chosen ? pathOf(dataset, pageOf(pathname, open ? destinations(chosen) : [])) : '/');
  };
  return (
    <Select
      aria-label={t('dataset.open')}
      allowDeselect={false}
      size="sm"
      data={[
        { value: ALL, label: t('dataset.all') },
        ...DATASETS.map(({ name }) => ({ value: name, label: names.dataset(name) })),
      ]}
      value={open?.name ?? ALL}
      onChange={go}
    />
  );
}

/** The same page of another dataset, if that has it: a sync or a row is of one dataset alone. */
const pageOf = (pathname: string, there: readonly { readonly page: string }[]): string => {
  const page = `/${(pathname.split('/')[2] ?? '').replace(/^rows$/, 'data')}`;
  return there.some((destination) => destination.page === page) ? page : '';
};
