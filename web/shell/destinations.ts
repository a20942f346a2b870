import {
  IconAffiliate,
  IconAlertSquareRounded,
  IconArrowsExchange,
  IconBuildingBank,
  IconChartBar,
  IconChartHistogram,
  IconChecklist,
  IconCloudDownload,
  IconIdBadge2,
  IconLayoutDashboard,
  IconRefresh,
  IconSettings,
  IconTable,
  IconUpload,
  IconWebhook,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { MEDIATOR_ROOT } from '../../shared/http/page-paths.ts';
import { type NavigationPage, pagesOf } from '../datasets/dataset-pages.ts';
import { useNames } from '../datasets/use-names.ts';

interface Destination {
  /** Behind the dataset in the address. */
  readonly page: string;
  readonly label: string;
  readonly icon: NavigationPage['icon'];
}

/** The pages of a dataset, in the navigation's order: those that it alone has come behind the overview. */
export function useDestinations(): (contract: Dataset) => readonly Destination[] {
  const { t } = useTranslation();
  const names = useNames();
  return ({ name: dataset, analyses = [] }) => {
    const usual = USUAL.filter(({ name }) => name !== 'analyses' || analyses.length > 0).map(
      ({ page, name, icon }) => ({
        page,
        label: t(`nav.${name}`),
        icon,
      }),
    );
    const own = Object.entries(pagesOf(dataset).pages ?? {}).map(([page, { icon }]) => ({
      page: `/${page}`,
      label: names.page(dataset, page),
      icon,
    }));
    return [...usual.slice(0, 1), ...own, ...usual.slice(1)];
  };
}

/** Pages of payments and identities, which are the same whatever dataset is open. */
export function useMediatorDestinations(): readonly (Omit<Destination, 'page'> & { readonly to: string })[] {
  const { t } = useTranslation();
  return MEDIATOR.map(({ page, name, icon }) => ({ to: `/${MEDIATOR_ROOT}${page}`, label: t(`nav.${name}`), icon }));
}

const MEDIATOR = [
  { page: '/transactions', name: 'transactions', icon: IconArrowsExchange },
  { page: '/accounts', name: 'accounts', icon: IconBuildingBank },
  { page: '/providers', name: 'providers', icon: IconAffiliate },
  { page: '/verifications', name: 'verifications', icon: IconIdBadge2 },
  { page: '/webhook-events', name: 'webhookEvents', icon: IconWebhook },
] as const;

const USUAL = [
  { page: '', name: 'overview', icon: IconLayoutDashboard },
  { page: '/upload', name: 'upload', icon: IconUpload },
  { page: '/sources', name: 'sources', icon: IconCloudDownload },
  { page: '/syncs', name: 'syncs', icon: IconRefresh },
  { page: '/data', name: 'data', icon: IconTable },
  { page: '/analyses', name: 'analyses', icon: IconChartBar },
  { page: '/profile', name: 'profile', icon: IconChartHistogram },
  { page: '/errors', name: 'errors', icon: IconAlertSquareRounded },
  { page: '/rules', name: 'rules', icon: IconChecklist },
  { page: '/settings', name: 'settings', icon: IconSettings },
] as const;
