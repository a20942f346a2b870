import { sentence } from '../../domain/sentences/sentence.ts';
import type { Kind } from './kind.ts';
import { listedCode } from './listed-code.ts';

/** ISO 3166-1 alpha-2, and XK, which is assigned to nobody and used for Kosovo by banks and by the European Union. */
export const COUNTRY_CODES: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
  'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');

interface CountryOptions {
  /** Of generated samples. */
  readonly typical?: readonly string[];
}

/** A country's code of two capital letters. */
export const country = ({ typical = ['DE', 'FR', 'GB', 'TR', 'US'] }: CountryOptions = {}): Kind =>
  listedCode({
    name: 'country',
    codes: COUNTRY_CODES,
    expected: sentence('country'),
    example: 'Germany',
    why: sentence('country-why'),
    pattern: '^[A-Z]{2}$',
    describe: 'country code (ISO 3166-1 alpha-2, XK)',
    typical,
  });
