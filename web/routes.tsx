import { createBrowserRouter, type RouteObject } from 'react-router';
import { FORMER_ROOTS, MEDIATOR_ROOT } from '../shared/http/page-paths.ts';
import { loadPageWords, type PageWords } from './i18n/index.ts';
import { DatasetGate } from './shell/dataset-gate.tsx';
import { FaultPage } from './shell/fault-page.tsx';
import { FormerAddress } from './shell/former-address.tsx';
import { SessionGate } from './shell/session-gate.tsx';

/** A page is the default export of its file, and is loaded when it is first opened, with words that only it has. */
const page = (load: () => Promise<{ default: React.ComponentType }>, words?: PageWords) => async () => {
  const [loaded] = await Promise.all([load(), words && loadPageWords(words)]);
  return { Component: loaded.default };
};

const ofDataset: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/overview/overview-page.tsx')) },
  { path: 'upload', lazy: page(() => import('./pages/upload/upload-page.tsx')) },
  { path: 'sources', lazy: page(() => import('./pages/sources/sources-page.tsx'), 'sources') },
  { path: 'sources/new', lazy: page(() => import('./pages/sources/new-source-page.tsx'), 'sources') },
  { path: 'sources/:sourceId', lazy: page(() => import('./pages/sources/source-page.tsx'), 'sources') },
  { path: 'sources/:sourceId/edit', lazy: page(() => import('./pages/sources/edit-source-page.tsx'), 'sources') },
  { path: 'syncs', lazy: page(() => import('./pages/syncs/syncs-page.tsx')) },
  { path: 'syncs/:syncId', lazy: page(() => import('./pages/syncs/sync-page.tsx')) },
  { path: 'data', lazy: page(() => import('./pages/data/data-page.tsx')) },
  { path: 'rows/:table/*', lazy: page(() => import('./pages/row/row-page.tsx')) },
  { path: 'analyses', lazy: page(() => import('./pages/analyses/analyses-page.tsx')) },
  { path: 'profile', lazy: page(() => import('./pages/profile/profile-page.tsx')) },
  { path: 'errors', lazy: page(() => import('./pages/errors/errors-page.tsx')) },
  { path: 'rules', lazy: page(() => import('./pages/rules/rules-page.tsx')) },
  { path: 'rules/:ruleId', lazy: page(() => import('./pages/rules/rule-page.tsx')) },
  { path: 'settings', lazy: page(() => import('./pages/settings/settings-page.tsx')) },
  {
    path: 'settings/webhooks',
    lazy: page(() => import('./pages/settings/webhooks/webhooks-page.tsx'), 'webhooks'),
  },
  {
    path: 'settings/webhooks/:webhookId',
    lazy: page(() => import('./pages/settings/webhooks/webhook-page.tsx'), 'webhooks'),
  },
  { path: '*', lazy: page(() => import('./pages/list/own-page.tsx')) },
];

const pages: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/datasets/datasets-page.tsx')) },
  ...FORMER_ROOTS.map((root): RouteObject => ({ path: `${root}/*`, Component: FormerAddress })),
  // All its routes are loaded with the first of them: who never goes there has none.
  { path: `${MEDIATOR_ROOT}/*`, lazy: page(() => import('./pages/mediator-routes.tsx'), 'mediator') },
  { path: ':dataset', Component: DatasetGate, children: ofDataset },
];

/** Until the first page's code is there. */
const Nothing = () => null;

export const makeRouter = () =>
  createBrowserRouter([
    {
      Component: SessionGate,
      ErrorBoundary: FaultPage,
      HydrateFallback: Nothing,
      children: pages,
    },
  ]);
