import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { loadPageWords, type PageWords } from '../i18n/index.ts';
import NotFoundPage from './not-found-page.tsx';

/** A page is loaded when it is first opened, with its words. */
const page = (load: () => Promise<{ default: React.ComponentType }>, words: PageWords) =>
  lazy(async () => {
    const [loaded] = await Promise.all([load(), loadPageWords(words)]);
    return loaded;
  });

const Transactions = page(() => import('./transactions/transactions-page.tsx'), 'money');
const Transaction = page(() => import('./transactions/transaction-page.tsx'), 'money');
const NewTransaction = page(() => import('./transactions/new-transaction-page.tsx'), 'money');
const Accounts = page(() => import('./accounts/accounts-page.tsx'), 'money');
const Account = page(() => import('./accounts/account-page.tsx'), 'money');
const Providers = page(() => import('./providers/providers-page.tsx'), 'providers');
const NewProvider = page(() => import('./providers/new-provider-page.tsx'), 'providers');
const Provider = page(() => import('./providers/provider-page.tsx'), 'providers');
const EditProvider = page(() => import('./providers/edit-provider-page.tsx'), 'providers');
const Verifications = page(() => import('./verifications/verifications-page.tsx'), 'verifications');
const Verification = page(() => import('./verifications/verification-page.tsx'), 'verifications');
const Profiles = page(() => import('./verifications/profiles-page.tsx'), 'verifications');
const Profile = page(() => import('./verifications/profile-page.tsx'), 'verifications');
const WebhookEvents = page(() => import('./webhook-events/webhook-events-page.tsx'), 'webhookEvents');
const WebhookEvent = page(() => import('./webhook-events/webhook-event-page.tsx'), 'webhookEvents');

/** The pages of payments and identities, which are of no dataset. */
export default function MediatorRoutes() {
  return (
    <Routes>
      <Route path="transactions" element={<Transactions />} />
      <Route path="transactions/:transactionId" element={<Transaction />} />
      {/* Beside the list: below it, it would be the address of a transaction of that id. */}
      <Route path="new-transaction" element={<NewTransaction />} />
      <Route path="accounts" element={<Accounts />} />
      <Route path="accounts/:accountId" element={<Account />} />
      <Route path="providers" element={<Providers />} />
      <Route path="providers/new" element={<NewProvider />} />
      <Route path="providers/:code" element={<Provider />} />
      <Route path="providers/:code/edit" element={<EditProvider />} />
      <Route path="verifications" element={<Verifications />} />
      <Route path="verifications/profiles" element={<Profiles />} />
      <Route path="verifications/profiles/:profileId" element={<Profile />} />
      <Route path="verifications/:requestId" element={<Verification />} />
      <Route path="webhook-events" element={<WebhookEvents />} />
      <Route path="webhook-events/:hookId" element={<WebhookEvent />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
