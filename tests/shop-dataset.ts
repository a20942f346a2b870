import { atMost, number } from '../shared/contracts/condition.ts';
import type { Column, Dataset, FileType } from '../shared/contracts/contract.ts';
import { code } from '../shared/contracts/kinds/code.ts';
import { decimal } from '../shared/contracts/kinds/decimal.ts';
import { integer } from '../shared/contracts/kinds/integer.ts';
import { between } from '../shared/contracts/kinds/kind.ts';
import { text } from '../shared/contracts/kinds/text.ts';

const column = (number: number, name: string, kind: Column['kind'], more: Partial<Column> = {}): Column => ({
  number,
  name,
  kind,
  required: true,
  meaning: `the ${name}`,
  ...more,
});

const region = code([
  { input: 'N', value: 'NORTH', meaning: 'the north' },
  { input: 'S', value: 'SOUTH', meaning: 'the south' },
]);
const numbered = (prefix: string) => text({ sample: (random) => prefix + between(random, 1, 999_999) });

const fileType = (name: string, fields: Pick<FileType, 'columns' | 'key'> & Partial<FileType>): FileType => ({
  name,
  title: `${name}s`,
  table: `shop_${name}`,
  rulePrefix: `SHOP-${name.toUpperCase()}`,
  rowRules: [],
  ...fields,
});

/** As little like loans as can be: no variants, a key of two columns, and a file that refers to two others. */
export const shop: Dataset = {
  name: 'shop',
  title: 'A shop',
  version: 'shop-1',
  fileTypes: [
    fileType('customer', {
      key: ['customer_no'],
      columns: [column(1, 'customer_no', numbered('C')), column(2, 'name', text(), { required: false })],
    }),
    fileType('product', {
      key: ['region', 'sku'],
      columns: [
        column(1, 'region', region),
        column(2, 'sku', numbered('P')),
        column(3, 'price', decimal({ typical: [1, 99] }), { profile: 'numeric' }),
      ],
    }),
    fileType('order', {
      key: ['order_no'],
      references: [
        { number: 701, columns: ['buyer'], fileType: 'customer' },
        { number: 703, columns: ['region', 'sku'], fileType: 'product' },
      ],
      columns: [
        column(1, 'order_no', numbered('O')),
        column(2, 'buyer', numbered('C')),
        column(3, 'region', region, { required: false }),
        column(4, 'sku', numbered('P'), { required: false }),
        column(5, 'pieces', integer({ min: 1, typical: [1, 9] }), { profile: 'numeric' }),
      ],
      rowRules: [
        {
          number: 901,
          severity: 'WARNING',
          errorType: 'RANGE',
          field: 'pieces',
          holds: atMost('pieces', number('1000')),
          reason: 'pieces is usually at most 1000',
          why: 'So much is seldom bought at once.',
          example: { pieces: '1001' },
        },
      ],
    }),
  ],
};
