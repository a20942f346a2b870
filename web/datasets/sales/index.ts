import { IconBroadcast } from '@tabler/icons-react';
import { lazy } from 'react';
import { loadPageWords } from '../../i18n/index.ts';
import type { DatasetPages } from '../dataset-pages.ts';
import { tables } from './tables.ts';
import type en from './words/en.ts';

declare module '../dataset-words.ts' {
  interface DatasetResources {
    sales: typeof en;
  }
}

export default {
  overview: lazy(() => import('./overview.tsx')),
  tables,
  pages: {
    live: {
      icon: IconBroadcast,
      component: lazy(async () => {
        const [page] = await Promise.all([import('./live-page.tsx'), loadPageWords('live')]);
        return page;
      }),
    },
  },
} satisfies DatasetPages;
