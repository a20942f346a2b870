import { lazy } from 'react';
import type { DatasetPages } from '../dataset-pages.ts';
import { movedTo } from './moved-to.ts';
import { tables } from './tables.ts';
import type en from './words/en.ts';

declare module '../dataset-words.ts' {
  interface DatasetResources {
    loans: typeof en;
  }
}

export default {
  overview: lazy(() => import('./overview/portfolio-panels.tsx')),
  tables,
  fileNames: { RETAIL: /retail|bireysel/i, COMMERCIAL: /commercial|ticari|kurumsal/i },
  movedTo,
} satisfies DatasetPages;
