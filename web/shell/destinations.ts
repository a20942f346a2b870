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

/** The pages of the navigation, in its order. */
export const DESTINATIONS = [
  { path: '/', name: 'overview', icon: IconLayoutDashboard },
  { path: '/upload', name: 'upload', icon: IconUpload },
  { path: '/syncs', name: 'syncs', icon: IconRefresh },
  { path: '/data', name: 'data', icon: IconTable },
  { path: '/profile', name: 'profile', icon: IconChartHistogram },
  { path: '/errors', name: 'errors', icon: IconAlertSquareRounded },
  { path: '/rules', name: 'rules', icon: IconChecklist },
  { path: '/settings', name: 'settings', icon: IconSettings },
] as const;
