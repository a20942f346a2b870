import type { DatasetServerWords } from '../../../i18n/server-words.ts';

/** What the service says of clients and trades alone, in Turkish. */
export const server: DatasetServerWords = {
  names: { client: 'müşteri', trade: 'işlem' },
  phrases: [
    [
      /^Client (\S+) has ([\d,]+) trades; a client may have at most ([\d,]+)\. Give this client's older trades as an opening balance\.$/,
      '$1 müşterisinin $2 işlemi var; bir müşterinin en çok $3 işlemi olabilir. Bu müşterinin eski işlemlerini açılış bakiyesi olarak verin.',
    ],
    [
      /^([\d,]+) of the live trades are of client (\S+), whom the (\w+) file does not have, or whose row was rejected\. Add the client, or send the trade file together with the client file\.$/,
      'Yayındaki $1 işlem $2 müşterisinin; {$3} dosyasında bu müşteri yok ya da satırı reddedildi. Müşteriyi ekleyin ya da işlem dosyasını müşteri dosyasıyla birlikte gönderin.',
    ],
    [/^There is no client (\S+) in what is live\.$/, 'Yayında $1 müşterisi yok.'],
    [/^account_balance should not be below 0\.$/, 'account_balance 0 altında olmamalı.'],
    [
      /^The account then begins in debt and is suspended: no purchase goes through before sales have paid the debt\.$/,
      'Hesap o zaman borçla başlar ve askıya alınır: satışlar borcu kapatmadan hiçbir alım gerçekleşmez.',
    ],
    [
      /^account_open_date should not be before date_of_birth\.$/,
      'account_open_date, date_of_birth tarihinden önce olmamalı.',
    ],
    [
      /^Nobody opens an account before being born: one of the two dates is wrong\.$/,
      'Kimse doğmadan hesap açmaz: iki tarihten biri yanlıştır.',
    ],
    [
      /^amount, without its sign, should be shares times price\.$/,
      'amount, işareti dışında, shares ile price çarpımı olmalı.',
    ],
    [
      /^One of the three is wrong, or a fee is in the amount\. The amount counts, as it was sent\.$/,
      'Üçünden biri yanlıştır ya da tutarın içinde bir ücret vardır. Tutar, gönderildiği gibi sayılır.',
    ],
    [
      /^amount should be below 0 for a sale and above 0 for a purchase\.$/,
      'amount satışta 0 altında, alımda 0 üstünde olmalı.',
    ],
    [
      /^Its sign and transaction_type say the same thing twice, and disagree\. The type counts, and the amount without its sign\.$/,
      'İşareti ile transaction_type aynı şeyi iki kez söyler ve çelişir. Tür ile tutarın işaretsiz değeri sayılır.',
    ],
    [
      /^transaction_date should not be before the client's account_open_date\.$/,
      'transaction_date, müşterinin account_open_date tarihinden önce olmamalı.',
    ],
    [
      /^Nobody trades on an account that is not open: one of the two dates is wrong\. The trade counts like any other\.$/,
      'Açık olmayan bir hesapta işlem yapılmaz: iki tarihten biri yanlıştır. İşlem ötekiler gibi sayılır.',
    ],
  ],
};
