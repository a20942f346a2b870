import { IconBuilding } from '@tabler/icons-react';
import { lazy } from 'react';
import type { DatasetPages } from '../dataset-pages.ts';
import { COMPANIES_PAGE, tables } from './tables.ts';
import type en from './words/en.ts';

declare module '../dataset-words.ts' {
  interface DatasetResources {
    cash: typeof en;
  }
}

export default {
  overview: lazy(() => import('./overview.tsx')),
  tables,
  pages: { [COMPANIES_PAGE]: { icon: IconBuilding, component: lazy(() => import('./companies-page.tsx')) } },
} satisfies DatasetPages;
