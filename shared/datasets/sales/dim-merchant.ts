import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { known } from './dim-customer.ts';
import { category, merchant, merchantName } from './merchant.ts';
import { surrogateKey } from './surrogate-keys.ts';
import { transaction } from './transaction.ts';

/** The member of transactions that name no merchant, and the category of merchants that no file has. */
export const NO_MERCHANT = 'UNKNOWN';
export const NO_CATEGORY = 'Unknown';

/** Every merchant that a file has or a transaction names, and one for transactions that name none. */
export const dimMerchant: DerivedTable = {
  name: 'dim_merchant',
  table: 'sales_dim_merchant',
  title: 'Merchants of the facts: those of the file, those that only transactions name, and UNKNOWN',
  columns: [
    required(1, 'merchant_key', surrogateKey(), 'the merchant, in every load the same; 0 is UNKNOWN'),
    required(2, 'merchant_name', merchantName(), 'the merchant; UNKNOWN where a transaction names none'),
    required(3, 'category', category(), 'what the merchant sells; Unknown where no file says it', {
      profile: 'categorical',
    }),
    required(4, 'is_known', known(), 'whether the merchant file has the merchant', { profile: 'categorical' }),
  ],
  key: ['merchant_key'],
  from: [merchant.name, transaction.name],
  origins: [
    { table: merchant.name, columns: { merchant_name: 'merchant_name' } },
    { table: transaction.name, columns: { merchant_name: 'merchant_details' } },
  ],
};
