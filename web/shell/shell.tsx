import { Anchor, Burger, Drawer, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigationType, Outlet, ScrollRestoration, useLocation, useNavigationType } from 'react-router';
import { useLastDataset } from '../datasets/use-last-dataset.ts';
import { LoadingState } from '../parts/states.tsx';
import { Account } from './account.tsx';
import { Brand } from './brand.tsx';
import { DatasetSwitch } from './dataset-switch.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteButton, usePalette } from './palette-button.tsx';
import classes from './shell.module.css';

const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** What is around every page: navigation beside it, or behind a button on a phone. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure();
  const dataset = useLastDataset();
  const palette = usePalette();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <aside className={classes.sidebar}>
        <div className={classes.brand}>
          <Brand />
        </div>
        <DatasetSwitch open={dataset} />
        <PaletteButton onOpen={palette.open} />
        <ScrollArea className={classes.pages ?? ''} type="auto">
          <Navigation dataset={dataset} />
        </ScrollArea>
        <ApiDocsLink />
        <Account />
      </aside>
      <header className={classes.bar}>
        <Burger opened={isOpen} onClick={drawer.toggle} size="sm" aria-label={t('nav.open')} aria-expanded={isOpen} />
        <Brand />
        <PaletteButton onOpen={palette.open} isNarrow />
      </header>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        size={280}
        padding="md"
        title={<Brand />}
        closeButtonProps={{ 'aria-label': t('nav.close') }}
      >
        <div className={classes.drawerStart}>
          <DatasetSwitch open={dataset} onNavigate={drawer.close} />
        </div>
        <Navigation dataset={dataset} onNavigate={drawer.close} />
        <div className={classes.drawerEnd}>
          <ApiDocsLink />
          <Account />
        </div>
      </Drawer>
      <main id="content" ref={main} tabIndex={-1} className={classes.main}>
        <Suspense fallback={<LoadingState rows={5} />}>
          <Outlet />
        </Suspense>
      </main>
      <ScrollRestoration />
      {palette.isOpen && (
        <Suspense fallback={null}>
          <CommandPalette onClose={palette.close} />
        </Suspense>
      )}
    </div>
  );
}

function ApiDocsLink() {
  const { t } = useTranslation();
  return (
    <Anchor className={classes.docs ?? ''} href="/api/docs" target="_blank" rel="noopener" size="sm">
      {t('nav.apiDocs')}
    </Anchor>
  );
}

/** A new page is announced and read from its beginning, as if the browser had loaded it. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  // Who was only led on has not gone anywhere.
  const isLedOn = useNavigationType() === NavigationType.Replace;
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!isLedOn) main.current?.focus({ preventScroll: true });
  }, [pathname, isLedOn, main]);
}
