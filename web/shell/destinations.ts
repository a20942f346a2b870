import {
  IconAlertSquareRounded,
  IconChartHistogram,
  IconChecklist,
  IconLayoutDashboard,
  IconRefresh,
  IconSettings,
  IconTable,
  IconUpload,
} from '@tabler/icons-react';

/** The pages of a dataset in the navigation, in its order; behind the dataset in the address. */
export const DESTINATIONS = [
  { page: '', name: 'overview', icon: IconLayoutDashboard },
  { page: '/upload', name: 'upload', icon: IconUpload },
  { page: '/syncs', name: 'syncs', icon: IconRefresh },
  { page: '/data', name: 'data', icon: IconTable },
  { page: '/profile', name: 'profile', icon: IconChartHistogram },
  { page: '/errors', name: 'errors', icon: IconAlertSquareRounded },
  { page: '/rules', name: 'rules', icon: IconChecklist },
  { page: '/settings', name: 'settings', icon: IconSettings },
] as const;
