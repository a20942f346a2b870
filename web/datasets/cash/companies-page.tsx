import NotFoundPage from '../../pages/not-found-page.tsx';
import type { MadePageProps } from '../dataset-pages.ts';
import { CompaniesList } from './companies-list.tsx';
import { CompanyPage } from './company-page.tsx';

/** The companies, and behind each one's id its page. */
export default function CompaniesPage({ behind }: MadePageProps) {
  const [id, ...more] = behind;
  if (id === undefined) return <CompaniesList />;
  return more.length > 0 ? <NotFoundPage /> : <CompanyPage key={id} id={id} />;
}
