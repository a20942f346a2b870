import { ibanOf } from '../../../contracts/iban-rules.ts';
import { seededStream } from './seeded-stream.ts';

/**
 * What follows the check digits in a country: n digits, a letters, c either, as registered with SWIFT. Check digits that
 * banks of a country have within that are not computed: no rule looks at them.
 */
const shapesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(/\s+/).map((entry) => {
      const [country = '', shape = ''] = entry.split(':');
      return [country, shape.replaceAll(/([0-9]+)([nac])/g, (_, times: string, sign: string) => sign.repeat(+times))];
    }),
  );

/** Where companies have accounts: all of the SEPA. */
const OF_COMPANIES = shapesOf(
  'DE:18n FR:10n11c2n ES:20n IT:1a10n12c NL:4a10n BE:12n AT:16n PT:21n IE:4a14n FI:14n LU:3n13c MT:4a5n18c GR:7n16c GB:4a14n',
);
/** Where the accounts are of which nothing is known. */
const ELSEWHERE = shapesOf(
  'AE:19n SA:2n18c QA:4a21c KW:4a22c BH:4a14c JO:4a4n18c IL:19n TR:6n16c EG:25n TN:20n PK:4a16c KZ:3n13c AZ:4a20c GE:2a16n ' +
    'UA:6n19c BR:23n1a1c CR:18n GT:24c DO:4c20n VG:4a16n MU:4a19n3a SC:4a20n3a XK:16n AL:8n16c RS:18n CH:5n12c NO:11n SE:20n',
);
const SHAPES = new Map([...OF_COMPANIES, ...ELSEWHERE]);

export const COMPANY_COUNTRIES = [...OF_COMPANIES.keys()];
const UNKNOWN_COUNTRIES = [...ELSEWHERE.keys()];

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SERIAL_DIGITS = 7;
/** How many accounts of each kind there may be: so many are told apart by what stands at their end. */
export const MOST_ACCOUNTS = 10 ** SERIAL_DIGITS;
/** Without a common divisor with MOST_ACCOUNTS, so that no two serials become the same. */
const SPREAD = 6_180_339;

/** An account number of a country. @param serial that of no other account there */
export function accountNumber(country: string, serial: number, random: () => number): string {
  if (serial >= MOST_ACCOUNTS)
    throw new RangeError(`there are more than ${MOST_ACCOUNTS.toLocaleString('en')} accounts`);
  const shape = SHAPES.get(country)!;
  let end = String((serial * SPREAD + 1_234_567) % MOST_ACCOUNTS).padStart(SERIAL_DIGITS, '0');
  let rest = '';
  for (let place = shape.length - 1; place >= 0; place -= 1) {
    const sign = shape[place];
    if (sign !== 'a' && end !== '') {
      rest = end.at(-1) + rest;
      end = end.slice(0, -1);
    } else {
      // Either is a digit in most account numbers.
      const signs = sign === 'a' || (sign === 'c' && random() < 0.2) ? LETTERS : DIGITS;
      rest = signs[Math.floor(random() * signs.length)] + rest;
    }
  }
  return ibanOf(country, rest);
}

/** An account of nobody who is known, by its place among those. */
export function unknownAccount(place: number, seed: number): string {
  const random = seededStream(seed, 'unknownAccount', place);
  const country = UNKNOWN_COUNTRIES[Math.floor(random() * UNKNOWN_COUNTRIES.length)]!;
  return accountNumber(country, place, random);
}
