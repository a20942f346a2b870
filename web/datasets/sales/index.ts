import { lazy } from 'react';
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
} satisfies DatasetPages;
