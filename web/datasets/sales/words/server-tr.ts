import type { DatasetServerWords } from '../../../i18n/server-words.ts';

/** What the service says of sales alone, in Turkish. */
export const server: DatasetServerWords = {
  names: { customer: 'müşteri', merchant: 'iş yeri', transaction: 'işlem' },
  messages: {
    'sales.one-to-hundred': '1 ile 100 arasında bir tam sayı olmalı.',
    'sales.month-or-none': '1900 ile 2299 arasında YYYY-AA biçiminde bir ay ya da boş olmalı.',
  },
};
