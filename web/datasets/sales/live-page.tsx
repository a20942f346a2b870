import LivePage from '../../pages/live/live-page.tsx';
import NotFoundPage from '../../pages/not-found-page.tsx';
import type { MadePageProps } from '../dataset-pages.ts';

const STREAM = 'transactions';

/** The live half of sales. */
export default function SalesLivePage({ behind }: MadePageProps) {
  return behind.length > 0 ? <NotFoundPage /> : <LivePage name={STREAM} />;
}
