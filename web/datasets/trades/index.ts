import type { DatasetPages } from '../dataset-pages.ts';
import { tables } from './tables.ts';
import type en from './words/en.ts';

declare module '../dataset-words.ts' {
  interface DatasetResources {
    trades: typeof en;
  }
}

export default { tables } satisfies DatasetPages;
