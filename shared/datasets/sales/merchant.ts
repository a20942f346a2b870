import { required } from '../../contracts/columns.ts';
import type { FileType } from '../../contracts/contract.ts';
import { text } from '../../contracts/kinds/text.ts';

/** By which transactions name a merchant: letter by letter, with its case and the blanks inside. */
export const merchantName = () => text();

export const category = () => text({ maxLength: 50, lowCardinality: true });

/** Where things are bought, and what kind of shop that is. */
export const merchant: FileType = {
  name: 'merchant',
  rulePrefix: 'SALES-MERCHANT',
  title: 'Merchants: one row a merchant',
  table: 'sales_merchant',
  key: ['merchant_name'],
  columns: [
    required(1, 'merchant_name', merchantName(), 'the merchant, as transactions name it; unique in the file'),
    required(2, 'category', category(), 'what the merchant sells', { profile: 'categorical' }),
  ],
};
