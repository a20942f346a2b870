import { CURRENCY_CODES } from '../../contracts/kinds/currency.ts';
import { TRANSACTION_SCALE } from '../../domain/transaction.ts';

/** Decimals of currencies (ISO 4217, list one, as of 2026) that have other than two. */
const DECIMALS: Readonly<Record<string, number>> = {
  ...decimals(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...decimals(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...decimals(4, 'CLF UYW'),
  // Metals and units of account, for which the standard names none.
  ...decimals(TRANSACTION_SCALE, 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XUA'),
};

function decimals(scale: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, scale]));
}

const known: ReadonlySet<string> = new Set(CURRENCY_CODES);
export const isCurrency = (code: string): boolean => known.has(code);

/** How many decimals amounts of a currency have. */
export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;
