import type { ComputedTable, DerivationContext, DerivationLimit } from '../../contracts/derivation.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { account } from './account.ts';
import { company } from './company.ts';
import { oneDirection } from './conversion-sql.ts';

/** A company's accounts have numbers that follow each other. */
const accountsSql = ({ rows }: DerivationContext): string => `
  SELECT toUInt32(row_number() OVER (ORDER BY company_row, place)) AS account_no, iban, company_id, company_row AS row_number
  FROM (
    SELECT id AS company_id, row_number AS company_row, iban, place
    FROM ${rows('company')} ARRAY JOIN arrayDistinct(ibans) AS iban, arrayEnumerate(arrayDistinct(ibans)) AS place)`;

/** Accounts next to each other are of one part, so that a part reads its own stretches of tables in their order, and no others. */
export const accountBlock = (accountNo: string): string => `intDiv(${accountNo}, 64)`;

const SHOWN = 10;

const ofSeveralCompanies: DerivationLimit = {
  name: 'account-of-several-companies',
  sql: ({ rows }) => `
    SELECT iban AS subject, count() AS found FROM ${rows('company')} ARRAY JOIN arrayDistinct(ibans) AS iban
    GROUP BY iban HAVING found > 1 ORDER BY found DESC, subject LIMIT ${SHOWN}`,
  reason: ({ subject, found }) =>
    declaredSentence(
      'cash.account-of-several-companies',
      `The account ${subject} is of ${found.toLocaleString('en')} companies of the ${company.name} file. ` +
        'An account is of one company: take it out of the ibans of the others.',
      { iban: subject, companies: found, file_type: company.name },
    ),
};

export const computedAccount: ComputedTable = {
  ...account,
  select: accountsSql,
  // Those of rates too: a load that must be refused is refused before anything is derived.
  limits: [ofSeveralCompanies, ...oneDirection],
  checks: [
    {
      name: 'every-account-once',
      sql: ({ rows }) => `
        SELECT 1 FROM (SELECT count() AS stored, uniqExact(iban) AS different, max(account_no) AS highest FROM ${rows('account')}) AS a
        CROSS JOIN (SELECT uniqExact(iban) AS given FROM (SELECT arrayJoin(ibans) AS iban FROM ${rows('company')})) AS c
        WHERE stored != given OR different != given OR highest != given`,
    },
  ],
};
