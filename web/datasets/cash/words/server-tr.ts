import type { DatasetServerWords } from '../../../i18n/server-words.ts';

const LENGTH_WHY = 'Bir hane eksik ya da fazladır. Ödeme yine de sayılır.';
const DIGITS_WHY = 'Bir hane yanlış yazılmıştır. Ödeme yine de sayılır.';
const COUNTRY_WHY = 'Böyle bir hesap numarası olamaz. Ödeme saklanır ve bakiyelere katılmaz.';

const ofSide = (column: 'payer_iban' | 'beneficiary_iban') => ({
  country: `${column} bir ülkenin büyük harfli koduyla başlamalı (ISO 3166, XK)`,
  length: `${column}, ülkesinin hesap numaraları kadar uzun olmalı`,
  digits: `${column} değerinin kontrol haneleri doğru olmalı`,
});
const PAYER = ofSide('payer_iban');
const BENEFICIARY = ofSide('beneficiary_iban');

/** What both files of payments are asked for, by the prefix of their rules. */
const ofPayments = (prefix: string): Readonly<Record<string, string>> => ({
  [`${prefix}-027`]: PAYER.length,
  [`${prefix}-027.why`]: LENGTH_WHY,
  [`${prefix}-028`]: PAYER.digits,
  [`${prefix}-028.why`]: DIGITS_WHY,
  [`${prefix}-037`]: BENEFICIARY.length,
  [`${prefix}-037.why`]: LENGTH_WHY,
  [`${prefix}-038`]: BENEFICIARY.digits,
  [`${prefix}-038.why`]: DIGITS_WHY,
  [`${prefix}-801`]: 'başka hiçbir ödemenin id, payer_iban, beneficiary_iban ve ts değerleri aynı olmamalı',
  [`${prefix}-801.why`]: 'Birlikte bir toplu ödemedirler. Hepsi saklanır ve bakiyelere katılmaz.',
  [`${prefix}-802`]: PAYER.country,
  [`${prefix}-802.why`]: COUNTRY_WHY,
  [`${prefix}-803`]: BENEFICIARY.country,
  [`${prefix}-803.why`]: COUNTRY_WHY,
});

/** What the service says of companies and their payments alone, in Turkish: what its rules ask for, by their ids, and why. */
export const server: DatasetServerWords = {
  names: { company: 'şirket', sepa: 'SEPA ödemesi', swift: 'SWIFT ödemesi', exchange_rate: 'döviz kuru' },
  messages: {
    'CASH-COMPANY-047': 'ibans içindeki her numara bir ülkenin büyük harfli koduyla başlamalı',
    'CASH-COMPANY-047.why': 'Böyle bir hesap numarası olamaz, onu anan ödemeler de ayrılır: hesabın bakiyesi 0 kalır.',
    'CASH-COMPANY-048': 'ibans içindeki her numara, ülkesinin hesap numaraları kadar uzun olmalı',
    'CASH-COMPANY-048.why': 'Bir hane eksik ya da fazladır. Ödemeler buradaki numarayla bulunur.',
    'CASH-COMPANY-049': 'ibans içindeki her numaranın kontrol haneleri doğru olmalı',
    'CASH-COMPANY-049.why': 'Bir hane yanlış yazılmıştır. Ödemeler buradaki numarayla bulunur.',
    ...ofPayments('CASH-SEPA'),
    'CASH-SEPA-901': 'currency, EUR olmalı',
    'CASH-SEPA-901.why': 'SEPA ödemeleri avro olur: tutar ya da para birimi başka bir ödemenindir.',
    ...ofPayments('CASH-SWIFT'),
    'cash.account-of-several-companies':
      '{iban} hesabı, {file_type} dosyasında {companies} şirketin görünüyor. Bir hesap tek bir şirketindir: onu öbür şirketlerin ibans hücresinden çıkarın.',
    'cash.rate-of-itself':
      '{currency} için {field} 1 olmalı: kurlar, para biriminden bir birimin ne ettiğini söyler. Düzeltilmesi gereken {file_type} dosyasıdır.',
    'cash.rates-of-two-directions':
      '{currency} için usd_rate ÷ eur_rate öbür para birimlerindeki gibi değil, ama öyle olmalı: bir avro bu kadar dolardır. Kurlarından biri yanlış ya da bir doların veya avronun kaç birim ettiğini söylüyor. Düzeltilmesi gereken {file_type} dosyasıdır.',
    'cash.one-to-hundred': '1 ile 100 arasında bir tam sayı olmalı.',
    'cash.no-such-company': 'Yayında {company_id} şirketi yok.',
    'cash.from-after-to': 'Bitişten ({to}) sonra olmamalı.',
    'cash.account-not-of-company': '{iban}, {company_id} şirketinin hesabı değil.',
    'cash.too-many-periods':
      '{from} ile {to} arasında bu uzunlukta {most} taneden çok dönem var. Daha uzun dönemler ya da daha kısa bir tarih aralığı seçin.',
  },
};
