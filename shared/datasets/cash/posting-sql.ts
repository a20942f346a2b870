import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { literal } from '../../sql/quoting.ts';
import { AMOUNT_SCALE, PAYMENT_FILES } from './payment.ts';
import { posting } from './posting.ts';

/**
 * Both sides of every payment that are accounts of companies. Streams: memory grows with the accounts alone. Each row looks its
 * two accounts up once, and is told apart into its sides afterwards.
 */
function postingsSql({ rows }: DerivationContext): string {
  const payments = PAYMENT_FILES.map(
    ({ name }) => `
      SELECT ${literal(name)} AS source, id, payer_iban, beneficiary_iban, amount, currency, ts, row_number FROM ${rows(name)}`,
  ).join(' UNION ALL ');
  const ofAccount = (name: string) => `(SELECT iban, account_no, company_id FROM ${rows('account')}) AS ${name}`;
  return `
    SELECT if(pays, payer.account_no, beneficiary.account_no) AS account_no, p.ts AS ts, p.source AS source,
      if(pays, 'out', 'in') AS direction, p.amount AS amount, p.currency AS currency,
      if(pays, p.payer_iban, p.beneficiary_iban) AS iban, if(pays, payer.company_id, beneficiary.company_id) AS company_id,
      if(pays, p.beneficiary_iban, p.payer_iban) AS counterparty_iban,
      nullIf(if(pays, beneficiary.company_id, payer.company_id), '') AS counterparty_company_id,
      substring(counterparty_iban, 1, 2) AS country, p.id AS payment_id, p.row_number AS row_number
    FROM (${payments}) AS p
    LEFT ANY JOIN ${ofAccount('payer')} ON payer.iban = p.payer_iban
    LEFT ANY JOIN ${ofAccount('beneficiary')} ON beneficiary.iban = p.beneficiary_iban
    ARRAY JOIN arrayConcat(if(payer.account_no > 0, [1], []), if(beneficiary.account_no > 0, [0], [])) AS pays`;
}

/** What goes out less than what comes in between accounts of companies: nothing, in each currency. */
const transfersThatDoNotNet = ({ rows }: DerivationContext): string => `
  SELECT 1 FROM ${rows('posting')} WHERE isNotNull(counterparty_company_id)
  GROUP BY currency HAVING sum(toDecimal128(if(direction = 'in', amount, -amount), ${AMOUNT_SCALE})) != 0 LIMIT 1`;

/** Every side of a payment that is an account of a company is posted, and nothing else. */
const sidesNotPosted = ({ rows }: DerivationContext): string => {
  const known = `(SELECT iban FROM ${rows('account')})`;
  const sides = PAYMENT_FILES.map(
    ({ name }) => `
      SELECT ${literal(name)} AS source, countIf(payer_iban IN ${known}) AS paying, countIf(beneficiary_iban IN ${known}) AS paid
      FROM ${rows(name)}`,
  ).join(' UNION ALL ');
  return `
    SELECT 1 FROM (${sides}) AS p LEFT JOIN (
      SELECT source, countIf(direction = 'out') AS outgoing, countIf(direction = 'in') AS incoming FROM ${rows('posting')} GROUP BY source
    ) AS b ON b.source = p.source
    WHERE p.paying != b.outgoing OR p.paid != b.incoming LIMIT 1`;
};

export const computedPosting: ComputedTable = {
  ...posting,
  select: postingsSql,
  settings: { join_use_nulls: 0, compile_expressions: 0 },
  checks: [
    { name: 'every-side-posted', sql: sidesNotPosted },
    { name: 'transfers-net-to-nothing', sql: transfersThatDoNotNet },
  ],
};
