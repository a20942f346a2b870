import { sentence } from '../../domain/sentences/sentence.ts';
import type { Kind } from './kind.ts';
import { listedCode } from './listed-code.ts';

/**
 * ISO 4217 as of 2026, but for XTS and XXX, which stand for a test and for no currency. BGN, withdrawn on 1 January 2026, is
 * among them: files of the year before still have it.
 */
export const CURRENCY_CODES: readonly string[] = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
  'CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD ' +
  'HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL ' +
  'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON ' +
  'RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX ' +
  'USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ' +
  'ZAR ZMW ZWG'
).split(' ');

interface CurrencyOptions {
  /** Further codes that a dataset's files have: currencies that were withdrawn, such as HRK. */
  readonly also?: readonly string[];
  /** Of generated samples. */
  readonly typical?: readonly string[];
}

/** An alphabetic code of ISO 4217, in capital letters. */
export const currency = ({ also = [], typical = ['EUR', 'USD', 'GBP'] }: CurrencyOptions = {}): Kind =>
  listedCode({
    name: 'currency',
    codes: [...CURRENCY_CODES, ...also],
    expected: sentence('currency'),
    example: 'euro',
    why: sentence('currency-why'),
    pattern: '^[A-Z]{3}$',
    describe: 'currency code (ISO 4217)',
    typical,
  });
