import { IconUsers } from '@tabler/icons-react';
import { lazy } from 'react';
import type { DatasetPages } from '../dataset-pages.ts';
import { tables } from './tables.ts';
import type en from './words/en.ts';

declare module '../dataset-words.ts' {
  interface DatasetResources {
    trades: typeof en;
  }
}

export default {
  overview: lazy(() => import('./overview.tsx')),
  tables,
  pages: {
    clients: {
      icon: IconUsers,
      table: 'client_account',
      columns: [
        'name',
        'client_id',
        'account_type',
        'status',
        'balance',
        'debt',
        'total_transactions',
        'failed_transactions',
      ],
      search: ['name', 'client_id', 'email'],
      filters: ['status', 'account_type'],
      sorts: ['name', '-balance', '-debt', '-failed_transactions'],
    },
  },
} satisfies DatasetPages;
