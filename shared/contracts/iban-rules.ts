/** What can be wrong with an account number that has the form of an IBAN (kinds/iban.ts), in TypeScript and in the engine. */
import { literal } from '../sql/quoting.ts';
import { COUNTRY_CODES } from './kinds/country.ts';

/** The lengths that countries have registered with SWIFT. */
export const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/**
 * `country`: it begins with a country's code in capital letters. `length`: it is as long as its country has registered, if
 * that has. `checkDigits`: if it has, the two digits behind it are those that follow from the rest (ISO 7064, mod 97); other
 * countries' accounts have numbers of their own.
 */
export type IbanRule = 'country' | 'length' | 'checkDigits';

const countries = new Set(COUNTRY_CODES);
const CHECKED = '^[A-Z]{2}[0-9]{2}[A-Z0-9]+$';
const checked = new RegExp(CHECKED);

/** What is divided by 97: the rest, then country and check digits, with letters as numbers from 10. */
const digitsOf = (iban: string): string =>
  (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));

const RULES: Readonly<Record<IbanRule, (iban: string) => boolean>> = {
  country: (iban) => countries.has(iban.slice(0, 2)),
  length: (iban) => (IBAN_LENGTHS[iban.slice(0, 2)] ?? iban.length) === iban.length,
  checkDigits: (iban) => {
    if (IBAN_LENGTHS[iban.slice(0, 2)] === undefined) return true;
    const digits = iban.slice(2, 4);
    return checked.test(iban) && digits >= '02' && digits <= '98' && BigInt(digitsOf(iban)) % 97n === 1n;
  },
};

export const ibanFulfils = (rule: IbanRule, iban: string): boolean => RULES[rule](iban);

const lengths = Object.entries(IBAN_LENGTHS);
const REGISTERED_SQL = `(${lengths.map(([country]) => literal(country)).join(', ')})`;
const LENGTHS_SQL = `[${lengths.map(([country]) => literal(country)).join(', ')}], [${lengths.map(([, length]) => length).join(', ')}]`;
const COUNTRIES_SQL = `(${COUNTRY_CODES.map(literal).join(', ')})`;

/** As many digits as 34 letters can make are 68: UInt256 has 77, so nothing overflows. */
const digitsSql = (iban: string): string =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].reduce(
    (text, letter, index) => `replaceAll(${text}, '${letter}', '${index + 10}')`,
    `concat(substring(${iban}, 5), substring(${iban}, 1, 4))`,
  );

const RULES_SQL: Readonly<Record<IbanRule, (iban: string) => string>> = {
  country: (iban) => `substring(${iban}, 1, 2) IN ${COUNTRIES_SQL}`,
  length: (iban) =>
    `transform(substring(${iban}, 1, 2), ${LENGTHS_SQL}, toUInt64(length(${iban}))) = toUInt64(length(${iban}))`,
  checkDigits: (iban) =>
    `(substring(${iban}, 1, 2) NOT IN ${REGISTERED_SQL} OR match(${iban}, '${CHECKED}') AND substring(${iban}, 3, 2) >= '02' AND substring(${iban}, 3, 2) <= '98' ` +
    `AND toUInt256OrZero(${digitsSql(iban)}) % 97 = 1)`,
};

/** {@link ibanFulfils} in the engine. */
export const ibanFulfilsSql = (rule: IbanRule, iban: string): string => RULES_SQL[rule](iban);

/** An IBAN of a country and what follows the check digits, with the right ones. */
export function ibanOf(country: string, rest: string): string {
  const check = 98n - (BigInt(digitsOf(`${country}00${rest}`)) % 97n);
  return `${country}${String(check).padStart(2, '0')}${rest}`;
}
